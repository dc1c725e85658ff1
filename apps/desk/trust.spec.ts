import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ContactList,
  type ContactView,
  contactView,
  importReport,
  type ImportReport,
  type Problem,
  type TrustView,
  trustView,
} from '#contracts';
import { callerPhrase, Secrets, verificationCode } from '#service';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig, type SeededIncident } from './desk-rig.js';

const phoneOf = (contact: ContactView) => contact.addresses.find(({ kind }) => kind === 'phone')?.id ?? '';

describe('the directory and the trust gate on the desk', () => {
  let scratch: TestDatabase;
  let desk: DeskRig;
  let priya: string;
  let marc: string;
  const clock = new FakeClock();

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, clock);
    priya = await desk.cookieOf('priya');
    marc = await desk.cookieOf('marc');
  });

  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  const contactNamed = async (name: string, cookie = marc): Promise<ContactView> => {
    const list = await desk.get<ContactList>(`/api/v1/directory/contacts?q=${encodeURIComponent(name)}`, cookie);
    const [found] = list.body.items;
    if (found === undefined) throw new Error(`nobody is called ${name}`);
    const view = await desk.get<ContactView>(`/api/v1/directory/contacts/${found.id}`, cookie);
    return contactView.parse(view.body);
  };
  const trustOf = async ({ id }: SeededIncident) =>
    trustView.parse((await desk.get<TrustView>(`/api/v1/incidents/${id}/trust`, priya)).body);
  const act = <T = TrustView>({ id }: SeededIncident, path: string, body: unknown, cookie = priya) =>
    desk.post<T>(`/api/v1/incidents/${id}/${path}`, cookie, body);
  const reported = async (sender = 'owen.whitlock@red-oak.example') => {
    const incident = await desk.seed({ party: 'red-oak' });
    const contact = await contactNamed('Owen Whitlock');
    await desk.rows(
      `UPDATE triage_result SET contact_id = $2, reporter_standing = 'registered', contact_email = $3 WHERE report_id = $1`,
      [incident.reportId, contact.id, sender],
    );
    return { incident, contact };
  };
  const upload = async (csv: string, apply: boolean, cookie = marc) => {
    const answer = await desk.application.inject({
      method: 'POST',
      url: `/api/v1/directory/import?apply=${apply}`,
      headers: { cookie, 'x-vigil-request': 'spec', 'content-type': 'text/csv' },
      payload: csv,
    });
    return { status: answer.statusCode, body: JSON.parse(answer.payload) as ImportReport };
  };

  it('tells the words of a caller to whoever may call, and to nobody else', async () => {
    const { incident } = await reported();
    const secrets = desk.application.get(Secrets, { strict: false });
    const { reporter } = await trustOf(incident);
    expect(reporter?.callerPhrase).toEqual({ language: 'en', ...callerPhrase(secrets, incident.reportId) });
    const auditor = await desk.cookieOf('amelie');
    await desk.rows(`UPDATE user_account SET role = 'auditor' WHERE key = 'amelie'`);
    const read = await desk.get<TrustView>(`/api/v1/incidents/${incident.id}/trust`, auditor);
    await desk.rows(`UPDATE user_account SET role = 'responder' WHERE key = 'amelie'`);
    expect([read.status, read.body.reporter?.callerPhrase]).toEqual([200, null]);
  });

  describe('the directory', () => {
    it('is imported after it was shown what would change, and given out again as it came', async () => {
      const csv =
        'Parti;Nom;Courriel;Téléphone;Notes\nred-oak;Ida Côté;ida@red-oak.example;613-555-0166;=1+1\nnobody;X;;;\n';
      const preview = await upload(csv, false);
      expect(importReport.parse(preview.body)).toMatchObject({
        applied: false,
        counts: { created: 1, refused: 1 },
        rows: [
          { line: 2, outcome: 'created' },
          { line: 3, outcome: 'refused', reason: 'party-unknown' },
        ],
      });
      expect((await desk.get<ContactList>('/api/v1/directory/contacts?q=Ida%20C', marc)).body.items).toEqual([]);
      expect((await upload(csv, true)).body.applied).toBe(true);
      expect((await upload(csv, true)).body.counts).toEqual({ created: 0, updated: 0, unchanged: 1, refused: 1 });
      const file = await desk.get('/api/v1/directory/export', marc);
      expect(file.headers['content-type']).toContain('text/csv');
      expect(file.text).toContain("'=1+1");
      const back = await upload(file.text, true);
      expect(back.body.counts).toMatchObject({ created: 0, updated: 0, refused: 0 });
    });

    it.each([
      ['', /nothing in the file/],
      ['Name,Email\nx,y@z.example\n', /column for the party/],
      ['Party,Name\n"red-oak,x\n', /never closed/],
    ])('says why a file cannot be read: %j', async (csv, reason) => {
      const { status, body } = await upload(csv === '' ? ' ' : csv, false);
      expect(status).toBe(422);
      expect((body as unknown as Problem).detail).toMatch(reason);
    });

    it('is edited by managers, with a history; what ends stays in the record', async () => {
      const [party] = (await desk.get<{ id: string; key: string }[]>('/api/v1/directory/parties', marc)).body;
      const made = await desk.post<ContactView>('/api/v1/directory/contacts', marc, {
        partyId: party?.id,
        name: 'Ana Paz',
        language: 'fr',
        district: 'Maple Heights',
        leader: true,
      });
      expect(made.status).toBe(201);
      const at = `/api/v1/directory/contacts/${made.body.id}`;
      await desk.post(`${at}/addresses`, marc, { kind: 'phone', address: '(613) 555-0171', preferred: true });
      await desk.post(`${at}/addresses`, marc, { kind: 'email', address: 'Ana@Mail.example' });
      await desk.post(`${at}/accounts`, marc, { account: 'https://x.com/AnaPaz' });
      const { body } = await desk.get<ContactView>(at, marc);
      expect(body).toMatchObject({
        candidate: true,
        leader: true,
        district: 'Maple Heights',
        accounts: [{ platform: 'x', handle: 'anapaz' }],
        addresses: [
          { kind: 'phone', address: '+16135550171', preferred: true, verified: null },
          { kind: 'email', address: 'ana@mail.example', preferred: false },
        ],
      });
      const address = body.addresses[0]?.id;
      const verified = await desk.post<ContactView>(`${at}/addresses/${address}`, marc, { verifiedHow: 'in-person' });
      expect(verified.body.addresses[0]?.verified).toMatchObject({ how: 'in-person', by: 'Marc Gagnon' });
      const taken = await desk.post<Problem>(`${at}/addresses`, marc, { kind: 'email', address: 'ana@mail.example' });
      expect(taken.body.code).toBe('address-taken');
      const wrong = await desk.post<Problem>(`${at}/addresses`, marc, { kind: 'phone', address: '12' });
      expect(wrong.status).toBe(422);

      const ended = await desk.send<ContactView>('DELETE', at, marc, undefined, { 'x-vigil-request': 'spec' });
      expect(ended.body.removedAt).not.toBeNull();
      expect(ended.body.history.map(({ action }) => action)).toEqual([
        'contact.removed',
        'address.verified',
        'account.added',
        'address.added',
        'address.added',
        'contact.added',
      ]);
      expect((await desk.get<ContactList>('/api/v1/directory/contacts?q=Ana Paz', marc)).body.items).toEqual([]);
    });

    it('is read by responders, who change nothing, and by a liaison for the own party alone', async () => {
      expect((await desk.post('/api/v1/directory/contacts', priya, {})).status).toBe(403);
      expect((await desk.get<ContactList>('/api/v1/directory/contacts', priya)).body.items.length).toBeGreaterThan(4);
      const liaison = await desk.cookieOf('liaison-red-oak');
      const own = await desk.get<ContactList>('/api/v1/directory/contacts?limit=200', liaison);
      expect(new Set(own.body.items.map(({ party }) => party.key))).toEqual(new Set(['red-oak']));
      const heron = await contactNamed('Simon Beaulieu');
      expect((await desk.get(`/api/v1/directory/contacts/${heron.id}`, liaison)).status).toBe(404);
      const parties = await desk.get<{ key: string }[]>('/api/v1/directory/parties', liaison);
      expect(parties.body.map(({ key }) => key)).toEqual(['red-oak']);
      expect((await desk.get('/api/v1/directory/export', liaison)).text).not.toContain('blue-heron');
    });

    it('goes on where a page of it ended', async () => {
      const names: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const search: string = cursor === '' ? '' : `&cursor=${cursor}`;
        const page = await desk.get<ContactList>(`/api/v1/directory/contacts?limit=2${search}`, priya);
        names.push(...page.body.items.map(({ name }) => name));
        cursor = page.body.nextCursor;
      }
      expect(new Set(names).size).toBe(names.length);
      expect(names).toContain('Owen Whitlock');
    });
  });

  describe('making sure who reports', () => {
    it('offers registered channels only, and none that the report brought', async () => {
      const { incident, contact } = await reported();
      const { offers, reporter, channel } = await trustOf(incident);
      expect(reporter).toMatchObject({ standing: 'registered', contact: { name: 'Owen Whitlock' } });
      const own = offers.filter(({ contactId }) => contactId === contact.id);
      expect(own.map(({ address, refused }) => [address, refused])).toEqual([
        ['+16135550162', null],
        ['owen.whitlock@mail.example', null],
        ['owen.whitlock@red-oak.example', 'came-from'],
      ]);
      expect(channel.considered.length).toBeGreaterThan(2);
    });

    it('sends a code that works once, for the right incident, and makes the standing verified', async () => {
      const { incident, contact } = await reported();
      const started = await act(incident, 'verifications', { addressId: phoneOf(contact), method: 'code-sms' });
      expect(started.status).toBe(200);
      const [open] = started.body.verifications;
      expect(open).toMatchObject({ state: 'open', triesLeft: 5, requestedBy: 'Priya Nair' });
      const code = verificationCode(desk.runtime.secrets, open?.id ?? '');
      const wrong = await act<Problem>(incident, `verifications/${open?.id}`, {
        code: code === '000 000' ? '1' : '000000',
      });
      expect(wrong.body).toMatchObject({ status: 409, code: 'wrong-code' });
      const entered = await act(incident, `verifications/${open?.id}`, { code });
      expect(entered.body.reporter?.standing).toBe('verified');
      expect(entered.body.verifications[0]).toMatchObject({
        state: 'verified',
        vouchedBy: 'Priya Nair',
        enteredBy: 'responder',
      });
      expect((await act<Problem>(incident, `verifications/${open?.id}`, { code })).body.code).toBe('settled-code');
      const entries = await desk.rows<{ type: string; data: unknown }>(
        'SELECT type, data FROM timeline_entry WHERE subject_id = $1 ORDER BY seq',
        [incident.id],
      );
      expect(entries.map(({ type }) => type)).toEqual([
        'incident.opened',
        'verification.requested',
        'verification.attempted',
        'reporter.verified',
      ]);
      expect(JSON.stringify(entries)).not.toContain(code);
    });

    it('is over after five wrong codes, after ten minutes, and when a newer code is sent', async () => {
      const { incident, contact } = await reported();
      const start = async () =>
        (await act(incident, 'verifications', { addressId: phoneOf(contact), method: 'code-sms' })).body
          .verifications[0];
      clock.advance('25h');
      priya = await desk.cookieOf('priya');
      marc = await desk.cookieOf('marc');
      const first = await start();
      clock.advance('1s');
      const second = await start();
      const firstCode = verificationCode(desk.runtime.secrets, first?.id ?? '');
      expect((await act<Problem>(incident, `verifications/${first?.id}`, { code: firstCode })).body.code).toBe(
        'settled-code',
      );
      for (let tries = 0; tries < 5; tries += 1) await act(incident, `verifications/${second?.id}`, { code: 'wrong' });
      const code = verificationCode(desk.runtime.secrets, second?.id ?? '');
      expect((await act<Problem>(incident, `verifications/${second?.id}`, { code })).body.code).toBe('too-many-tries');
      clock.advance('1s');
      const third = await start();
      clock.advance('10m');
      const late = verificationCode(desk.runtime.secrets, third?.id ?? '');
      expect((await act<Problem>(incident, `verifications/${third?.id}`, { code: late })).body.code).toBe(
        'expired-code',
      );
      const fourth = await act<Problem>(incident, 'verifications', { addressId: phoneOf(contact), method: 'code-sms' });
      expect(fourth).toMatchObject({ status: 429, body: { code: 'too-many-codes' } });
    });

    it('takes a call-back with who answered, and nothing without', async () => {
      const { incident, contact } = await reported();
      const call = { addressId: phoneOf(contact), method: 'call-back', note: 'Knew the reference.' };
      expect((await act<Problem>(incident, 'verifications', call)).status).toBe(422);
      const done = await act(incident, 'verifications', { ...call, answeredBy: 'Owen himself' });
      expect(done.body.verifications[0]).toMatchObject({
        state: 'verified',
        answeredBy: 'Owen himself',
        vouchedBy: 'Priya Nair',
      });
    });

    it('refuses an address that the report brought, or that is compromised, whatever a screen offered', async () => {
      const { incident, contact } = await reported();
      const [own, elsewhere] = ['owen.whitlock@red-oak.example', 'owen.whitlock@mail.example'].map(
        (address) => contact.addresses.find((one) => one.address === address)?.id,
      );
      await act(incident, 'addresses', {
        address: 'mail.example',
        state: 'compromised',
        reason: 'Their provider was breached.',
      });
      for (const [addressId, code] of [
        [own, 'address-came-from'],
        [elsewhere, 'address-compromised'],
      ]) {
        const answer = await act<Problem>(incident, 'verifications', { addressId, method: 'code-email' });
        expect(answer).toMatchObject({ status: 409, body: { code } });
      }
      clock.advance('1s');
      await act(incident, 'addresses', { address: 'mail.example', state: 'safe', reason: 'They were wrong about it.' });
      const { marks, offers } = await trustOf(incident);
      expect(marks).toMatchObject([{ address: 'mail.example', state: 'safe', by: 'Priya Nair' }]);
      expect(offers.find(({ addressId }) => addressId === elsewhere)?.refused).toBeNull();
    });

    it('lets nobody but a manager send against the gate, and keeps the reason', async () => {
      const { incident } = await reported();
      const body = { text: 'Call us.', override: { address: '613-555-0163', reason: 'Her only working phone.' } };
      expect((await act(incident, 'message', body)).status).toBe(403);
      expect((await act(incident, 'message', body, marc)).status).toBe(200);
      const [override] = await desk.rows('SELECT address, reason FROM gate_override WHERE incident_id = $1', [
        incident.id,
      ]);
      expect(override).toEqual({ address: '+16135550163', reason: 'Her only working phone.' });
    });

    it('hides from a liaison who is trusted and why', async () => {
      const { incident } = await reported();
      const liaison = await desk.cookieOf('liaison-red-oak');
      expect((await desk.get(`/api/v1/incidents/${incident.id}/trust`, liaison)).status).toBe(403);
    });
  });
});
