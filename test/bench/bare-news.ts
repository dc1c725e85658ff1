import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { withClient } from './measured-hotline.js';

/**
 * The least that any news of a stored report costs here: a row is inserted and made durable, and another connection hears of it.
 * Milliseconds of each, at a steady rate.
 */
export async function bareNews(database: string, count: number, perSecond: number): Promise<readonly number[]> {
  const listener = new Client({ connectionString: database });
  await listener.connect();
  const heard = new Map<string, () => void>();
  listener.on('notification', ({ payload = '' }) => heard.get(payload)?.());
  await listener.query('LISTEN bare_news');
  try {
    return await withClient(database, async (writer) => {
      await writer.query('CREATE TABLE IF NOT EXISTS bare_news (id text PRIMARY KEY, said text NOT NULL)');
      const took: number[] = [];
      const began = performance.now();
      for (let index = 0; index < count; index += 1) {
        await pause(Math.max(0, began + (index * 1_000) / perSecond - performance.now()));
        const id = `${began}-${index}`;
        const start = performance.now();
        const news = new Promise<void>((told) => heard.set(id, told));
        await writer.query('BEGIN');
        await writer.query('INSERT INTO bare_news VALUES ($1, $2)', [id, 'x'.repeat(500)]);
        await writer.query(`SELECT pg_notify('bare_news', $1)`, [id]);
        await writer.query('COMMIT');
        await news;
        took.push(performance.now() - start);
      }
      await writer.query('DROP TABLE bare_news');
      return took;
    });
  } finally {
    await listener.end();
  }
}
