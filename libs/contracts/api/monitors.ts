import { z } from 'zod';

const instant = z.iso.datetime();

/** `POST /api/v1/watch/monitors` */
export const newMonitor = z.object({
  /** What managers read when it is silent. */
  name: z.string().trim().min(1).max(60),
  /** It must be heard from at least this often. */
  intervalMinutes: z.int().min(1).max(10_080),
});

export const monitorView = z.object({
  id: z.uuid(),
  name: z.string(),
  intervalMinutes: z.int(),
  /** Waiting: it has never been heard from, and is not missed. */
  state: z.enum(['waiting', 'healthy', 'silent']),
  lastBeatAt: instant.nullable(),
  createdAt: instant,
});
/** The address is told once, when it is made; only its hash is kept. */
export const madeMonitor = monitorView.extend({ url: z.string() });
export const monitorList = z.array(monitorView);

export type NewMonitor = z.output<typeof newMonitor>;
export type MonitorView = z.output<typeof monitorView>;
export type MadeMonitor = z.output<typeof madeMonitor>;
