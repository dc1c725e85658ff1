import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeReference } from '#domain';
import { receiptCodeOf } from '#service';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { type Answer, WebDoorRig } from './web-door-rig.js';

const proofIn = (page: string): string => /name="proof" value="([^"]+)"/.exec(page)?.[1] ?? '';
/** A reference that could be, of a report that is not. */
const noSuchReport = (): string => makeReference(randomBytes(16));

/** What does not change from one answer to the next. */
const lasting = ({ 'x-request-id': _id, date: _date, ...others }: Answer['headers']) => others;
const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

describe('somebody who has lost a receipt code', () => {
  const clock = new FakeClock();
  let scratch: TestDatabase;
  let door: WebDoorRig;
  let number = 0;

  beforeAll(async () => {
    scratch = await freshDatabase();
    door = await WebDoorRig.open(scratch.url, clock);
  });
  afterAll(async () => {
    await door.close();
    await scratch.drop();
  });

  async function report() {
    const { text } = await door.submit('/en/report', { description: `Our mailbox is hacked ${randomUUID()}` });
    const reference = /class="reference">([^<]+)</.exec(text)?.[1] ?? '';
    const receiptCode = /class="receipt-code">([^<]+)</.exec(text)?.[1] ?? '';
    const [row] = await door.rows<{ id: string }>('SELECT id FROM report WHERE reference = $1', [reference]);
    return { reference, receiptCode, proof: proofIn(text), reportId: row?.id ?? '' };
  }

  const ask = (reference: string, path = '/en/lost-code', from = `198.51.100.${(number += 1)}`): Promise<Answer> =>
    door.submit(path, { reference }, { 'x-forwarded-for': from });
  const open = ({ reference }: { readonly reference: string }, receiptCode: string) =>
    door.submit('/en/follow-up', { reference, receiptCode });
  const renew = (reportId: string, which: number) =>
    door.rows('INSERT INTO receipt_renewal (report_id, number, sent_at) VALUES ($1, $2, $3)', [
      reportId,
      which,
      clock.now(),
    ]);
  const codeOf = (reportId: string, which: number) => receiptCodeOf(door.runtime.secrets, reportId, which);

  it.each([
    ['/en/lost-code', 'We have noted it'],
    ['/fr/code-perdu', 'C’est noté'],
  ])('is answered by %s the very same whether there is such a report or not', async (path, said) => {
    const held = await report();
    const nobody = noSuchReport();
    expect((await door.get(path)).status).toBe(200);
    const [there, nowhere] = [await ask(held.reference, path), await ask(nobody, path)];
    expect([there.status, there.text]).toEqual([200, nowhere.text]);
    expect(there.text).toContain(said);
    expect(there.text).not.toContain(held.reference);
    expect(lasting(there.headers)).toEqual(lasting(nowhere.headers));
    // The same is written down for both: nothing of it looks the report up.
    const kept = await door.rows(`SELECT 1 FROM code_request WHERE reference IN ($1, $2)`, [held.reference, nobody]);
    expect(kept.length).toBeGreaterThanOrEqual(2);
  });

  it('takes as long for a report that exists as for one that does not', async () => {
    // The least of three tries: what else the machine does comes and goes, a difference of ours stays.
    let least = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 3 && least >= 4; tries += 1) least = Math.min(least, await differenceMs(30));
    expect(least).toBeLessThan(4);
  });

  /** By how many milliseconds the medians of so many answers each differ. */
  async function differenceMs(turns: number): Promise<number> {
    const spans: Record<'there' | 'nowhere', number[]> = { there: [], nowhere: [] };
    for (let turn = 0; turn < turns; turn += 1) {
      const held = await report();
      for (const [which, reference] of [
        ['there', held.reference],
        ['nowhere', noSuchReport()],
      ] as const) {
        const begun = performance.now();
        expect((await ask(reference)).status).toBe(200);
        spans[which].push(performance.now() - begun);
      }
    }
    return Math.abs(median(spans.there) - median(spans.nowhere));
  }

  it('keeps the old code until the new one is first used, and then no longer', async () => {
    const held = await report();
    await renew(held.reportId, 1);
    expect((await open(held, held.receiptCode)).status).toBe(200);
    expect((await open(held, codeOf(held.reportId, 2))).status).toBe(403);
    expect((await open(held, codeOf(held.reportId, 1).toLowerCase())).status).toBe(200);
    expect((await open(held, held.receiptCode)).status).toBe(403);
    expect((await open(held, codeOf(held.reportId, 1))).status).toBe(200);
    // A page from before tells neither the old code nor the new one.
    const page = await door.submit('/en/receipt', { proof: held.proof });
    expect([page.status, page.headers['location']]).toEqual([303, '/en/follow-up']);
    const file = await door.submit('/en/receipt/calendar', { proof: held.proof, withCode: 'yes' });
    expect(file.text).not.toMatch(/([2-9A-Z]{4}-){3}[2-9A-Z]{4}/);
    const api = await door.call('/api/v1/reports/follow-up', {
      reference: held.reference,
      receiptCode: held.receiptCode,
      language: 'en',
    });
    expect(api.status).toBe(404);
  });

  it('is asked to wait, by network and by reference, as often for a report that does not exist', async () => {
    const held = await report();
    for (const reference of [held.reference, noSuchReport()]) {
      const statuses: number[] = [];
      for (let turn = 0; turn < 5; turn += 1) statuses.push((await ask(reference)).status);
      expect(statuses).toEqual([200, 200, 200, 429, 429]);
    }
    const fromOne = await Promise.all(
      Array.from({ length: 12 }, async () => (await ask(noSuchReport(), '/en/lost-code', '203.0.113.9')).status),
    );
    expect(fromOne.filter((status) => status === 429)).toHaveLength(4);
  });

  it('is told of a mistyped reference, which tells nothing about any report', async () => {
    for (const typed of ['', '0', 'x'.repeat(9_000), '<script>', '\0'])
      expect((await ask(typed, '/fr/code-perdu')).status).toBe(422);
  });

  it('is told after the last day that nobody can give another one', async () => {
    clock.advance('90d');
    const answer = await ask(noSuchReport());
    expect(answer.text).toContain('Nobody can give you another one any more');
    expect(answer.text).not.toContain('tel:+16135550100');
  });
});
