import { Client } from 'pg';
import type { Database } from '#store';

/** The PostgreSQL channel on which processes tell each other that new events are committed. It carries nothing else. */
export const commitsChannel = 'vigil_events';

/** Commits within so many milliseconds are announced together. */
const togetherMs = 20;

/**
 * Tells the other processes after commits that recorded events. Notifying outside the transaction keeps commits free of the
 * lock that NOTIFY takes; many commits close together become one notification, and a lost one is found by the sweeps.
 */
export function announceCommits(database: Database): () => void {
  let announced = true;
  return database.onNews(() => {
    if (!announced) return;
    announced = false;
    setTimeout(() => {
      announced = true;
      database.source.query(`SELECT pg_notify('${commitsChannel}', '')`).catch(() => undefined);
    }, togetherMs);
  });
}

/** Hears what is announced on some channels, on a connection of its own, and finds another when it is lost. */
export class Announcements {
  private client: Client | null = null;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly listeners: Readonly<Record<string, (payload: string) => void>>,
  ) {}

  async start(): Promise<void> {
    const client = new Client({ connectionString: this.url, application_name: 'vigil-listen', keepAlive: true });
    client.on('notification', ({ channel, payload }) => this.listeners[channel]?.(payload ?? ''));
    client.on('error', () => this.reconnect(client));
    client.on('end', () => this.reconnect(client));
    this.client = client;
    await client.connect();
    for (const channel of Object.keys(this.listeners)) await client.query(`LISTEN ${channel}`);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.client?.end().catch(() => undefined);
  }

  private reconnect(lost: Client): void {
    if (this.stopped || this.client !== lost) return;
    this.client = null;
    setTimeout(() => {
      if (!this.stopped) this.start().catch(() => this.client !== null && this.reconnect(this.client));
    }, 500);
  }
}
