import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { callerPhrase, Secrets } from '#service';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { WebDoorRig } from '../web-door-rig.js';

const proofIn = (page: string): string => /name="proof" value="([^"]+)"/.exec(page)?.[1] ?? '';
const nonceIn = (page: string): string => /name="nonce" value="([\w-]{22})"/.exec(page)?.[1] ?? '';
const codeIn = (page: string): string => /class="receipt-code">([^<]+)</.exec(page)?.[1] ?? '';
const referenceIn = (page: string): string => /class="reference">([^<]+)</.exec(page)?.[1] ?? '';
const phraseIn = (page: string): string => /class="caller-phrase"><strong>([^<]+)</.exec(page)?.[1] ?? '';
const unfolded = (file: string) => file.replaceAll('\r\n ', '');

describe('what the holder of a receipt takes along', () => {
  const clock = new FakeClock();
  let scratch: TestDatabase;
  let door: WebDoorRig;

  beforeAll(async () => {
    scratch = await freshDatabase();
    door = await WebDoorRig.open(scratch.url, clock);
  });
  afterAll(async () => {
    await door.close();
    await scratch.drop();
  });

  const report = (description: string) => door.submit('/en/report', { description });

  test.each([
    ['/en/receipt/calendar', 'text/calendar', 'reminder.ics', 'BEGIN:VCALENDAR', 'Receipt code'],
    ['/fr/receipt/calendar', 'text/calendar', 'reminder.ics', 'BEGIN:VCALENDAR', 'Code de reçu'],
    ['/en/receipt/contact', 'text/vcard', 'hotline.vcf', 'BEGIN:VCARD', 'Receipt code'],
    ['/fr/receipt/contact', 'text/vcard', 'hotline.vcf', 'BEGIN:VCARD', 'Code de reçu'],
  ])('%s is a file that nobody keeps, with the code only on request', async (path, type, name, begin, label) => {
    const { text: page } = await report(`Taken along by ${path}`);
    const plain = await door.submit(path, { proof: proofIn(page) });
    expect(plain.status).toBe(200);
    expect(plain.headers['content-type']).toBe(`${type}; charset=utf-8`);
    expect(plain.headers['content-disposition']).toBe(`attachment; filename="${name}"`);
    expect(plain.headers['cache-control']).toBe('no-store');
    expect(plain.headers['x-robots-tag']).toBe('noindex');
    expect(plain.text.startsWith(begin)).toBe(true);
    expect(unfolded(plain.text)).toContain(referenceIn(page));
    expect(unfolded(plain.text)).not.toContain(codeIn(page));
    const full = await door.submit(path, { proof: proofIn(page), withCode: 'yes' });
    expect(unfolded(full.text)).toContain(codeIn(page));
    expect(unfolded(full.text)).toContain(label);
  });

  it('gives nothing for a proof that is made up, too old or gone, and nothing to a bare address', async () => {
    const { text: page } = await report('Not for you');
    const proof = proofIn(page);
    const forged = proof
      .replace(/.$/, proof.endsWith('A') ? 'B' : 'A')
      .replace(/^./, (first) => (first === 'a' ? 'b' : 'a'));
    for (const given of [forged, '']) {
      const answer = await door.submit('/en/receipt/calendar', { proof: given });
      expect([answer.status, answer.headers['location']]).toEqual([303, '/en/follow-up']);
    }
    expect((await door.get('/fr/receipt/contact')).headers['location']).toBe('/fr/suivi');
    clock.advance('13h');
    expect((await door.submit('/en/receipt/contact', { proof, withCode: 'yes' })).status).toBe(303);
  });

  it('shows what a caller says, the same on the receipt and the follow-up, in both languages, other for another report', async () => {
    const { text: page } = await report('Who calls me?');
    const phrase = phraseIn(page);
    expect(phrase).toMatch(/^\p{L}+, \p{L}+, \p{L}+$/u);
    const proof = proofIn(page);
    expect(phraseIn((await door.submit('/en/follow-up', { proof })).text)).toBe(phrase);
    const [row] = await door.rows<{ id: string }>('SELECT id FROM report WHERE reference = $1', [referenceIn(page)]);
    const both = callerPhrase(door.application.get(Secrets, { strict: false }), row?.id ?? '');
    expect(both.en).toBe(phrase);
    expect(phraseIn((await door.submit('/fr/receipt', { proof })).text)).toBe(both.fr);
    expect(phraseIn((await report('Another one')).text)).not.toBe(phrase);
  });

  it('keeps the words when a form is sent again with a change, which is a report of its own', async () => {
    const nonce = nonceIn((await door.get('/en')).text);
    const first = await door.submit('/en/report', { nonce, description: 'They are in' });
    const second = await door.submit('/en/report', { nonce, description: 'They are in the mailbox' });
    expect(referenceIn(second.text)).not.toBe(referenceIn(first.text));
    expect(phraseIn(second.text)).toBe(phraseIn(first.text));
    expect(phraseIn((await door.submit('/en/receipt', { proof: proofIn(second.text) })).text)).toBe(
      phraseIn(first.text),
    );
  });

  it('does not show a reply by mail the words of what came before it', async () => {
    const { text: page } = await report('Only for the receipt');
    const id = crypto.randomUUID();
    await door.rows(
      `INSERT INTO report (id, reference, channel, external_id, raw, media_type, sha256, truncated, follows_report_id, received_at)
       SELECT $1, '7777-77X', 'email', 'mail-2', 'raw', 'message/rfc822', 'x', false, id, $3 FROM report WHERE reference = $2`,
      [id, referenceIn(page), clock.now()],
    );
    const { ReceiptProof } = await import('../receipt-proof.js');
    const proof = door.application.get(ReceiptProof, { strict: false }).issue(id);
    const shown = phraseIn((await door.submit('/en/follow-up', { proof })).text);
    expect(shown).toMatch(/, /);
    expect(shown).not.toBe(phraseIn(page));
  });
});
