import type { Fingerprint } from '#domain';
import type { JudgedReport } from './open-incident.js';
import type { TakenApart } from './take-apart.js';

/** A report of the backlog that has been read. Its sender is not asked about, and its files stay in the raw message. */
export interface SetAsideReading extends Omit<TakenApart, 'files'> {
  readonly source: string;
  readonly fingerprint: Fingerprint;
  /** Set aside because hundreds say the same. */
  readonly isOneOfMany: boolean;
  /** Its source has sent so many that they are a flood. */
  readonly inFlood: boolean;
}

/** … and judged. */
export type SetAside = SetAsideReading & JudgedReport;
