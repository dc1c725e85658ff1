/** A watcher outside the hotline that says at an interval that it is well. */
export interface Monitor {
  readonly intervalMinutes: number;
  readonly lastBeatAt: Date | null;
}

export type MonitorState = 'waiting' | 'healthy' | 'silent';

/** `waiting` until it beats for the first time: whoever makes one has yet to tell its program the address. */
export function monitorState({ intervalMinutes, lastBeatAt }: Monitor, now: Date): MonitorState {
  if (lastBeatAt === null) return 'waiting';
  return now.getTime() - lastBeatAt.getTime() > intervalMinutes * 60_000 ? 'silent' : 'healthy';
}
