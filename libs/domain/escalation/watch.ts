/** Somebody who can be woken: active, with a way to reach them. Steps name people by `key`; what happened names them by `id`. */
export interface WatchPerson {
  readonly id: string;
  readonly key: string;
  readonly role: string;
}

/** The watch at one instant, as a step asks it. A schedule that does not exist has nobody. */
export interface Watch {
  readonly people: readonly WatchPerson[];
  /** Keys of those on duty on a schedule; none in a gap. */
  readonly onDuty: (schedule: string) => readonly string[];
  /** Keys of those whose turn is next, skipping a gap. */
  readonly nextOnDuty: (schedule: string) => readonly string[];
  /** Keys of all who take turns on a schedule, each once. */
  readonly team: (schedule: string) => readonly string[];
  /** How often a list has been asked for its next one (see `turnList`). */
  readonly turnsTaken: (list: string) => number;
}
