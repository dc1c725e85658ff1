import type { IncidentView } from '#contracts';

/** One thing that was said between the reporter and the hotline. */
export interface Turn {
  readonly id: string;
  readonly at: string;
  readonly isReporter: boolean;
  /** Who wrote for the hotline; null when it answered by itself. */
  readonly author: string | null;
  /** The channel that the reporter's words came over. */
  readonly via: string | null;
  readonly text: string;
  readonly channels: IncidentView['messages'][number]['channels'];
}

/**
 * One conversation, oldest first: what the hotline wrote, and what came from reporters after the first report, over whatever
 * channel. The first report itself stands above, with its reading.
 */
export function takeTurns({ reports, messages }: Pick<IncidentView, 'reports' | 'messages'>): readonly Turn[] {
  const later = reports.toSorted((a, b) => Date.parse(a.receivedAt) - Date.parse(b.receivedAt)).slice(1);
  const said: readonly Turn[] = [
    ...later.map(({ id, receivedAt, channel, text }) => ({
      id,
      at: receivedAt,
      isReporter: true,
      author: null,
      via: channel,
      text,
      channels: [],
    })),
    ...messages.map(({ id, at, author, kind, text, channels }) => ({
      id,
      at,
      isReporter: false,
      author: kind === 'message' ? author : null,
      via: null,
      text,
      channels,
    })),
  ];
  return said.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
