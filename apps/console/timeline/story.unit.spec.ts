import { array, assert, constantFrom, integer, property, tuple, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PhaseView } from '#contracts';
import { type Chapter, readTopics, tellStory, topicOfEntry, topics } from './story.js';
import type { TimelineEntry } from './tell-entry.js';

const at = (minute: number) => new Date(Date.parse('2027-10-04T06:00:00Z') + minute * 60_000).toISOString();
const entry = (minute: number, type: string, seq = minute): TimelineEntry => ({
  subject: 'incident',
  seq,
  at: at(minute),
  actor: 'service:triage',
  actorName: '',
  type,
  data: {},
  hash: `${minute} ${type} ${seq}`,
});
const phase = (state: PhaseView['state'], from: number, to: number | null): PhaseView => ({
  state,
  from: at(from),
  to: to === null ? null : at(to),
});
const all = new Set(topics);
const typesOf = ({ passages }: Chapter) =>
  passages.map((passage) => (passage.kind === 'entry' ? passage.entry.type : passage.entries.map(({ type }) => type)));

describe('a timeline as a story', () => {
  const phases = [phase('received', 0, 5), phase('triaged', 5, null)];

  it('has a chapter for each phase, which begins with the move to it', () => {
    const entries = [
      entry(0, 'report.received'),
      entry(1, 'page.requested'),
      entry(5, 'page.acknowledged', 6),
      entry(5, 'incident.moved', 7),
      entry(9, 'incident.noted'),
    ];
    const story = tellStory(entries, phases, all);
    expect(story.map((chapter) => [chapter.phase?.state, typesOf(chapter)])).toEqual([
      ['received', ['report.received', 'page.requested', 'page.acknowledged']],
      ['triaged', ['incident.moved', 'incident.noted']],
    ]);
  });

  it('folds three steps of sending in a row and more, and no fewer', () => {
    const sent = ['delivery.requested', 'delivery.accepted', 'delivery.delivered'];
    const entries = [...sent, 'incident.noted', ...sent.slice(1)].map((type, minute) =>
      entry(minute / 10, type, minute),
    );
    expect(tellStory(entries, phases, all).map(typesOf)).toEqual([
      [sent, 'incident.noted', 'delivery.accepted', 'delivery.delivered'],
      [],
    ]);
  });

  it('tells of what is asked for alone, and keeps the phases', () => {
    const entries = [entry(0, 'report.received'), entry(1, 'delivery.sent'), entry(6, 'message.written')];
    expect(tellStory(entries, phases, new Set(['conversation'])).map(typesOf)).toEqual([[], ['message.written']]);
  });

  it('tells each entry once and in its order, whatever the phases are', () => {
    const types = ['report.received', 'incident.moved', 'delivery.sent', 'page.requested', 'unheard-of'];
    const entries = array(tuple(integer({ min: 0, max: 30 }), constantFrom(...types)), { maxLength: 60 });
    const cuts = uniqueArray(integer({ min: 1, max: 29 }), { maxLength: 6 });
    assert(
      property(entries, cuts, (given, between) => {
        const told = given.toSorted(([a], [b]) => a - b).map(([minute, type], place) => entry(minute, type, place));
        const starts = [0, ...between.toSorted((a, b) => a - b)];
        const made = starts.map((from, place) =>
          phase(place % 2 === 0 ? 'received' : 'triaged', from, starts[place + 1] ?? null),
        );
        const story = tellStory(told, made, all).flatMap(({ passages }) => passages);
        expect(story.flatMap((passage) => (passage.kind === 'entry' ? [passage.entry] : passage.entries))).toEqual(
          told,
        );
      }),
    );
  });

  it.each([
    ['incident.moved', 'course'],
    ['delivery.sent', 'deliveries'],
    ['page.requested', 'paging'],
    ['window.closed', 'record'],
    ['constructor', 'record'],
    ['', 'record'],
  ])('%s is about: %s', (type, topic) => {
    expect(topicOfEntry({ type })).toBe(topic);
  });

  it.each([
    [{ show: 'paging,course' }, { show: 'course,paging' }],
    [{ show: 'everything' }, {}],
    [{ show: topics.join(',') }, {}],
    [{ show: 5 }, {}],
    [{}, {}],
  ])('reads %j of an address as %j', (search, expected) => {
    expect(readTopics(search)).toEqual(expected);
  });
});
