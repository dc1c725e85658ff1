import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import twilio from 'twilio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '#config';
import { advance, makeReference, type Watch, type WatchPerson } from '#domain';
import { acknowledgeIncident, createHttpApplication, openRuntime, type Runtime } from '#service';
import { writeEscalationState } from '#store';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { PhoneDoorModule } from './phone-door.module.js';

const publicUrl = 'https://hotline.example';
const secondToken = 'token-of-the-second-account';

let folder: string;
let store: TestDatabase;
let runtime: Runtime;
let app: NestFastifyApplication;
let code = 500;
const clock = new FakeClock();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigil-page-call-'));
  store = await freshDatabase();
  const config = loadConfig({
    DATA_DIR: folder,
    PUBLIC_URL: publicUrl,
    LOG_LEVEL: 'fatal',
    SECOND_TWILIO_ACCOUNT_SID: 'AC2',
    SECOND_TWILIO_AUTH_TOKEN: secondToken,
    SECOND_TWILIO_FROM: '+16135550199',
  });
  runtime = await openRuntime('test', config, { databaseUrl: store.url, clock });
  app = await createHttpApplication(runtime, { modules: [PhoneDoorModule] });
  await app.init();
});

afterAll(async () => {
  await app.close();
  await runtime.close();
  await store.drop();
  await rm(folder, { recursive: true, force: true });
});

const rows = <Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> =>
  runtime.database.transaction((tx) => tx.query<Row>(sql, parameters));

/** One person on duty, with a manager to go on to. */
const watchOf = (person: WatchPerson): Watch => ({
  people: [person, { id: randomUUID(), key: 'marc', role: 'manager' }],
  onDuty: () => [person.key],
  nextOnDuty: () => ['marc'],
  team: () => [person.key],
  turnsTaken: () => 0,
});

/** A responder's phone that rings for an open incident. */
async function ringing(key: string) {
  const [incidentId, pageId, deliveryId] = [randomUUID(), randomUUID(), randomUUID()];
  const now = clock.now();
  await rows(
    `INSERT INTO incident (id, reference, state, severity, severity_rank, severity_rule, category, rsit, account_kind, language,
       summary, life_safety, violence, foreign_interference, compromised_addresses, opened_at, updated_at)
     VALUES ($1, $2, 'received', 'critical', 0, 'C1', 'email_account_takeover', 'intrusions', 'email', 'en', 'words', false, false,
       false, '{}', $3, $3)`,
    [incidentId, makeReference(randomBytes(16)), now],
  );
  const [person] = await rows<{ id: string }>('SELECT id FROM user_account WHERE key = $1', [key]);
  const userId = person?.id ?? '';
  const { state } = advance(
    null,
    { kind: 'opened', policy: { policy: runtime.config.roster.policies.critical, version: 1 }, severity: 'critical' },
    watchOf({ id: userId, key, role: 'responder' }),
    now,
  );
  if (state === null) throw new Error('a policy without steps');
  await rows('INSERT INTO escalation (incident_id, status, state, due_at, updated_at) VALUES ($1, $2, $3, $4, $5)', [
    incidentId,
    state.status,
    writeEscalationState(state),
    state.dueAt,
    now,
  ]);
  await rows(
    `INSERT INTO page (id, incident_id, user_id, step, round, code, state, requested_at) VALUES ($1, $2, $3, 0, 1, $4, 'open', $5)`,
    [pageId, incidentId, userId, String((code += 1)), now],
  );
  await rows(
    `INSERT INTO delivery (id, incident_id, page_id, purpose, channel, address, body, state, created_at, updated_at)
     VALUES ($1, $2, $3, 'page', 'voice', '+16135550101', 'Vigil <hotline> & you', 'accepted', $4, $4)`,
    [deliveryId, incidentId, pageId, now],
  );
  return { incidentId, pageId, deliveryId, userId };
}

async function ask(path: string, fields: Readonly<Record<string, string>>, token = runtime.secrets.carrierToken) {
  const form = { CallSid: `CA${randomUUID().replaceAll('-', '')}`, ...fields };
  const response = await app.inject({
    method: 'POST',
    url: path,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': twilio.getExpectedTwilioSignature(token, publicUrl + path, form),
    },
    payload: new URLSearchParams(form).toString(),
  });
  return { status: response.statusCode, twiml: response.body };
}

const pickUp = (deliveryId: string) => ask(`/hooks/twilio/page-call?delivery=${deliveryId}`, {});
const press = (deliveryId: string, Digits: string) =>
  ask(`/hooks/twilio/page-call/key?delivery=${deliveryId}`, { Digits });
const answered = (incidentId: string) =>
  rows<{ answer: string }>(
    `SELECT data->>'answer' AS answer FROM event WHERE type = 'page.answered' AND data->>'incidentId' = $1`,
    [incidentId],
  );

describe('A page by phone', () => {
  it('is read out three times in its person’s language, and asks for a key each time', async () => {
    const { deliveryId } = await ringing('amelie');
    const { status, twiml } = await pickUp(deliveryId);
    expect(status).toBe(200);
    expect(twiml.match(/Vigil &lt;hotline&gt; &amp; you/g)).toHaveLength(3);
    expect(twiml.match(/<Gather numDigits="1" timeout="6"/g)).toHaveLength(3);
    expect(twiml).toContain('language="fr-CA"');
    expect(twiml).toContain('Faites le 4');
    expect(twiml).toContain(`${publicUrl}/hooks/twilio/page-call/key?delivery=${deliveryId}`);
    expect(twiml).toMatch(/<Hangup\/><\/Response>$/);
  });

  it('is taken with 4, once, however often the key is pressed', async () => {
    const { deliveryId, incidentId, userId } = await ringing('daniel');
    const first = await press(deliveryId, '4');
    expect(first.twiml).toMatch(/It is yours/);
    expect((await press(deliveryId, '4')).twiml).toBe(first.twiml);
    expect(await rows('SELECT acknowledged_by FROM incident WHERE id = $1', [incidentId])).toEqual([
      { acknowledged_by: userId },
    ]);
    expect(
      await rows(
        `SELECT data->>'via' AS via FROM timeline_entry WHERE subject_id = $1 AND type = 'page.acknowledged'`,
        [incidentId],
      ),
    ).toEqual([{ via: 'voice' }]);
    // Picked up late: what there was to say has changed.
    expect((await pickUp(deliveryId)).twiml).toMatch(/It is yours/);
  });

  it('is passed up with 6, and repeated with 8 and any key that means nothing', async () => {
    const { deliveryId, incidentId } = await ringing('daniel');
    for (const key of ['8', '', '7', '#', '44']) {
      expect((await press(deliveryId, key)).twiml).toContain('Press 4 to take it');
    }
    expect(await answered(incidentId)).toEqual([]);
    const first = await press(deliveryId, '6');
    expect(first.twiml).toContain('Somebody else is being woken');
    expect((await press(deliveryId, '6')).twiml).toBe(first.twiml);
    expect(await answered(incidentId)).toEqual([{ answer: 'escalate' }]);
  });

  it('says who has it when somebody was quicker', async () => {
    const { deliveryId, incidentId } = await ringing('daniel');
    const [priya] = await rows<{ id: string }>(`SELECT id FROM user_account WHERE key = 'priya'`);
    await runtime.database.transaction((tx) =>
      acknowledgeIncident(tx, { incidentId, userId: priya?.id ?? '', via: 'console' }),
    );
    expect((await press(deliveryId, '4')).twiml).toContain('Priya Nair already has it');
    expect((await pickUp(deliveryId)).twiml).toContain('Priya Nair already has it');
  });

  it('takes the word of the second account only with its own signature', async () => {
    const { deliveryId } = await ringing('daniel');
    const path = `/hooks/twilio/page-call?carrier=second&delivery=${deliveryId}`;
    const good = await ask(path, {}, secondToken);
    expect(good.status).toBe(200);
    // What is asked next goes to the same account.
    expect(good.twiml).toContain(`key?carrier=second&amp;delivery=${deliveryId}`);
    expect((await ask(path, {})).status).toBe(403);
    expect((await ask(`/hooks/twilio/page-call?delivery=${deliveryId}`, {}, secondToken)).status).toBe(403);
  });

  it.each(['', 'nonsense', randomUUID()])('is unknown under %j', async (deliveryId) => {
    expect((await pickUp(deliveryId)).status).toBe(404);
  });
});
