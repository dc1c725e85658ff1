import type { Fingerprint } from '#domain';
import type { JudgedReport } from './open-incident.js';

/** A report of the backlog, read and judged. */
export interface SetAside extends JudgedReport {
  readonly source: string;
  readonly fingerprint: Fingerprint;
  /** Set aside because hundreds say the same. */
  readonly isOneOfMany: boolean;
  /** So many reports of its source wait that they are a flood. */
  readonly inFlood: boolean;
}
