import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CampaignView, campaignView, type MessageStarters, messageStarters } from '#contracts';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig, type SeededIncident } from '../desk-rig.js';

describe('the campaign of an incident, and what a message begins from', () => {
  let scratch: TestDatabase;
  let desk: DeskRig;
  let oak: SeededIncident;
  let heron: SeededIncident;
  let alone: SeededIncident;
  const clock = new FakeClock();

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, clock);
    oak = await desk.seed({ party: 'red-oak' });
    clock.advance('1m');
    heron = await desk.seed({ party: 'blue-heron' });
    alone = await desk.seed({ party: 'red-oak' });
    const link = { reference: heron.reference, kind: 'same-campaign', reason: 'The same page behind both.' };
    await desk.post(`/api/v1/incidents/${oak.id}/links`, await desk.cookieOf('priya'), link);
  });
  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  const campaign = async ({ id }: SeededIncident, who: string) =>
    desk.get<CampaignView>(`/api/v1/incidents/${id}/campaign`, await desk.cookieOf(who));
  const starters = async ({ id }: SeededIncident, who: string) =>
    desk.get<MessageStarters>(`/api/v1/incidents/${id}/starters`, await desk.cookieOf(who));

  it('begins with the incident that is looked at, from either side', async () => {
    const seen = campaignView.parse((await campaign(heron, 'priya')).body);
    expect(seen.incidents.map(({ id }) => id)).toEqual([heron.id, oak.id]);
    expect(seen.incidents.map(({ party }) => party)).toEqual(['Blue Heron Alliance', 'Red Oak Party']);
    expect(seen.links).toEqual([
      { from: oak.id, to: heron.id, kind: 'same-campaign', state: 'confirmed', because: [] },
    ]);
    expect(seen.truncated).toBe(false);
    expect((await campaign(oak, 'priya')).body.incidents.map(({ id }) => id)).toEqual([oak.id, heron.id]);
    expect((await campaign(alone, 'priya')).body.incidents).toHaveLength(1);
  });

  it('shows a liaison neither the other party’s incident, nor that there is a link, nor a campaign of others', async () => {
    const seen = await campaign(oak, 'liaison-red-oak');
    expect(seen.status).toBe(200);
    expect(seen.body.incidents.map(({ id }) => id)).toEqual([oak.id]);
    expect(seen.body.links).toEqual([]);
    expect(seen.text).not.toContain(heron.reference);
    expect((await campaign(heron, 'liaison-red-oak')).status).toBe(404);
  });

  it('leaves out what a person found to have nothing to do with it', async () => {
    const priya = await desk.cookieOf('priya');
    const other = await desk.seed({ party: 'red-oak' });
    const link = { reference: alone.reference, kind: 'same-campaign', reason: 'They look alike.' };
    await desk.post(`/api/v1/incidents/${other.id}/links`, priya, link);
    const [row] = await desk.rows<{ id: string }>('SELECT id FROM incident_link WHERE incident_id = $1', [other.id]);
    expect((await campaign(other, 'priya')).body.incidents).toHaveLength(2);
    const rejected = { accept: false, reason: 'Another attacker.' };
    expect((await desk.post(`/api/v1/incidents/${other.id}/links/${row?.id}`, priya, rejected)).status).toBe(200);
    expect((await campaign(other, 'priya')).body.incidents).toHaveLength(1);
  });

  it('begins a message in the reporter’s language, with its meaning for who reads another', async () => {
    const english = messageStarters.parse((await starters(oak, 'priya')).body);
    expect(english.language).toBe('en');
    expect(english.items.find(({ key }) => key === 'taken')).toMatchObject({ title: 'Somebody has it', meaning: null });
    expect(english.items.map(({ text }) => text).join('\n')).not.toMatch(/[{}]/);
    expect(english.items[0]?.text).toContain(oak.reference);
    const french = (await starters(oak, 'amelie')).body.items[0];
    expect(french).toMatchObject({ title: 'Quelqu’un s’en occupe', text: english.items[0]?.text });
    expect(french?.meaning).toContain('Une personne de l’équipe');
    expect((await starters(oak, 'liaison-red-oak')).status).toBe(403);
  });
});
