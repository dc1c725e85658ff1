import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TriageRig } from './triage-rig.js';

let rig: TriageRig;

beforeAll(async () => {
  rig = await TriageRig.start();
});

afterAll(() => rig.stop());

/** A new day: nothing of the test before is recent any more. */
beforeEach(() => rig.clock.advance('25h'));

let drawn = 0;
/** Words of somebody's own, the same in no two tests. */
const words = () => {
  drawn += 1;
  const own = ['amber', 'birch', 'cedar', 'delta', 'ember', 'fjord', 'grove', 'heron', 'inlet', 'jetty'][drawn % 10];
  return `Since the ${own} meeting number ${own} ${drawn} somebody posts in our name on the ${own} page and nobody of us can sign in`;
};
const red = 'aide@red-oak.example';
const blue = 'aide@blue-heron.example';

const linksOf = (incidentId: string | null) =>
  rig.sql<{ kind: string; state: string; other_id: string }>(
    'SELECT kind, state, other_id FROM incident_link WHERE incident_id = $1',
    [incidentId],
  );

describe('two reports', () => {
  test('of one party in the same words are one incident, with two reports', async () => {
    const text = words();
    const first = await rig.resultOf(await rig.send({ text, email: red }));
    const second = await rig.resultOf(await rig.send({ text, email: red.replace('aide', 'chair') }));
    expect(first.disposition).toBe('opened');
    expect(second).toMatchObject({ disposition: 'joined', joined_by: 'alike', incident_id: first.incident_id });
    const [incident] = await rig.sql('SELECT report_count FROM incident WHERE id = $1', [first.incident_id]);
    expect(incident).toEqual({ report_count: 2 });
  });

  test('of two parties in the same words stay apart, linked as a campaign for the watch alone', async () => {
    const text = words();
    const one = await rig.resultOf(await rig.send({ text, email: red }));
    const two = await rig.resultOf(await rig.send({ text, email: blue }));
    expect(two.disposition).toBe('opened');
    expect(await linksOf(two.incident_id)).toEqual([
      { kind: 'same-campaign', state: 'suggested', other_id: one.incident_id },
    ]);
    const [campaign] = await rig.sql(
      'SELECT count(DISTINCT campaign_id)::int AS n, count(campaign_id)::int AS of FROM incident WHERE id = ANY($1)',
      [[one.incident_id, two.incident_id]],
    );
    expect(campaign).toEqual({ n: 1, of: 2 });
  });

  test('that share a bad link, in other words, are linked as a campaign', async () => {
    const link = `hxxps://sign-in${drawn}.evil-mail.example/x`;
    const one = await rig.resultOf(
      await rig.send({ text: `We got a phishing mail that leads to ${link}`, email: red }),
    );
    const two = await rig.resultOf(
      await rig.send({
        text: `Un de nos bénévoles a reçu un courriel d’hameçonnage : ${link} . Il n’a pas cliqué.`,
        email: blue,
      }),
    );
    expect((await linksOf(two.incident_id)).map(({ other_id: other }) => other)).toEqual([one.incident_id]);
  });

  test('of nobody known in the same words are linked for a person to judge', async () => {
    const text = words();
    const one = await rig.resultOf(await rig.send({ text }));
    const two = await rig.resultOf(await rig.send({ text }));
    expect(two.disposition).toBe('opened');
    expect(await linksOf(two.incident_id)).toEqual([
      { kind: 'same-incident', state: 'suggested', other_id: one.incident_id },
    ]);
  });

  test('that come at the same instant see each other', async () => {
    const text = words();
    await Promise.all([rig.receive({ text, email: red }), rig.receive({ text, email: red })]);
    await rig.triageAll();
    const rows = await rig.sql<{ n: number }>(
      `SELECT count(DISTINCT incident_id)::int AS n FROM triage_result WHERE text = $1`,
      [text],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  test('with nothing in common stand alone', async () => {
    await rig.send({ text: words(), email: red });
    const other = await rig.resultOf(
      await rig.send({ text: 'A laptop with our canvassing lists was stolen from a car in the night', email: red }),
    );
    expect(other.disposition).toBe('opened');
    expect(await linksOf(other.incident_id)).toEqual([]);
  });
});

test('a reference in a stranger’s subject joins nothing: it is suggested to a person', async () => {
  const opened = await rig.resultOf(await rig.send({ text: words(), email: red }));
  const [incident] = await rig.sql<{ reference: string }>('SELECT reference FROM incident WHERE id = $1', [
    opened.incident_id,
  ]);
  const raw = Buffer.from(
    `From: stranger@elsewhere.example\r\nTo: hotline@vigil.example\r\nSubject: Re: [${incident?.reference}] more\r\nMessage-ID: <${drawn}@elsewhere.example>\r\n\r\nSomebody has taken over our mailbox and sends messages to donors.\r\n`,
  );
  const reportId = await rig.send(
    { text: '' },
    { channel: 'email', raw, mediaType: 'message/rfc822', sender: 'stranger@elsewhere.example', language: null },
  );
  const result = await rig.resultOf(reportId);
  expect(result.disposition).toBe('opened');
  expect(result.incident_id).not.toBe(opened.incident_id);
  expect(await linksOf(result.incident_id)).toContainEqual({
    kind: 'reply',
    state: 'suggested',
    other_id: opened.incident_id,
  });
});
