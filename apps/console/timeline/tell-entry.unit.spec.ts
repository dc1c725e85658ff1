import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { en } from '../words/words.en.js';
import { fr } from '../words/words.fr.js';
import { tellEntry, type TimelineEntry } from './tell-entry.js';

const entry = (part: Partial<TimelineEntry>): TimelineEntry => ({
  subject: 'incident',
  seq: 1,
  at: '2027-10-01T00:00:00.000Z',
  actor: 'service:escalation',
  actorName: 'escalation',
  type: 'incident.noted',
  data: {},
  hash: 'a'.repeat(64),
  ...part,
});
const people = (id: string) => (id === 'u1' ? 'Daniel Okafor' : null);
const plain = (told: string) => told.replaceAll('\u00a0', ' ');

describe('an entry of the timeline', () => {
  test.each<[TimelineEntry['type'], TimelineEntry['data'], string, string]>([
    ['report.received', { channel: 'sms' }, 'Report received (SMS)', 'Signalement reçu (texto)'],
    [
      'report.triaged',
      { disposition: 'joined' },
      'Report read by the rules: it joins this incident',
      'Signalement lu par les règles : il rejoint cet incident',
    ],
    [
      'incident.opened',
      { severity: 'critical', category: 'phishing' },
      'Incident opened: critical, Phishing',
      'Incident ouvert : critique, Hameçonnage',
    ],
    [
      'incident.severity-changed',
      { from: 'low', to: 'high' },
      'Severity changed from low to high',
      'Gravité changée de « faible » à « élevée »',
    ],
    ['incident.moved', { to: 'contained' }, 'Moved to contained', 'Passage à « maîtrisé »'],
    ['incident.assigned', { to: 'u1' }, 'Assigned to Daniel Okafor', 'Attribué à Daniel Okafor'],
    [
      'page.requested',
      { userId: 'u1', step: 0, round: 2 },
      'Paging Daniel Okafor, step 1, round 2',
      'Alerte à Daniel Okafor, étape 1, tour 2',
    ],
    [
      'page.acknowledged',
      { by: 'u1', via: 'link' },
      'Acknowledged by Daniel Okafor (one-time link)',
      'Pris en charge par Daniel Okafor (lien à usage unique)',
    ],
    [
      'delivery.failed',
      { channel: 'email', purpose: 'page', reason: 'bounced' },
      'Page by email: failed',
      'Avis d’alerte par courriel : échoué',
    ],
    [
      'delivery.sent',
      { channel: 'sms', purpose: 'later-invented' },
      'Delivery by SMS: sent',
      'Envoi par texto : envoyé',
    ],
    [
      'message.withheld',
      { because: 'only-compromised' },
      'Message withheld: no channel that can be trusted',
      'Message non envoyé, faute de canal digne de confiance',
    ],
    [
      'delivery.planned',
      { channel: 'voice', purpose: 'page', afterSeconds: 60 },
      'Page by voice: planned, unless somebody answers first, in 60 s',
      'Avis d’alerte par voix : prévu, à moins d’une réponse avant, dans 60 s',
    ],
    [
      'delivery.unknown',
      { channel: 'sms', purpose: 'page', carrier: 'second' },
      'Page by SMS (second carrier): nobody knows whether it arrived',
      'Avis d’alerte par texto (second fournisseur) : personne ne sait s’il est arrivé',
    ],
    [
      'page.declined',
      { by: 'u1', via: 'voice' },
      'Declined the page by voice: it goes on at once',
      'A refusé l’alerte par voix : elle passe aussitôt à la suite',
    ],
    [
      'page.unreachable',
      { name: 'Daniel Okafor' },
      'Nothing reaches Daniel Okafor: the next step starts now',
      'Rien ne joint Daniel Okafor : l’étape suivante commence',
    ],
    ['something.later-invented', {}, 'Something later invented', 'Something later invented'],
  ])('%s %o reads “%s”', (type, data, english, french) => {
    expect(tellEntry(entry({ type, data }), en, people).what).toBe(english);
    expect(plain(tellEntry(entry({ type, data }), fr, people).what)).toBe(french);
  });

  test.each([
    ['user:u1', 'Daniel Okafor', 'Daniel Okafor'],
    ['user:u1', '', 'Daniel Okafor'],
    ['user:u9', '', 'user:u9'],
    ['service:triage', 'triage', 'Triage rules'],
    ['reporter', 'reporter', 'Reporter'],
    ['service:weather', 'Weather', 'Weather'],
  ])('by %s (%s) is told as done by %s', (actor, actorName, who) => {
    expect(tellEntry(entry({ actor, actorName }), en, people).who).toBe(who);
  });

  test('does not name twice who acknowledged', () => {
    const told = tellEntry(
      entry({
        type: 'page.acknowledged',
        actor: 'user:u1',
        actorName: 'Daniel Okafor',
        data: { by: 'u1', via: 'sms' },
      }),
      en,
      people,
    );
    expect(told).toEqual({ who: 'Daniel Okafor', what: 'Acknowledged (SMS)', said: null });
  });

  test('gives what somebody wrote, apart from the sentence', () => {
    expect(
      tellEntry(
        entry({
          type: 'incident.moved',
          actor: 'user:u1',
          actorName: 'Daniel Okafor',
          data: { to: 'resolved', reason: 'A test of ours' },
        }),
        en,
        people,
      ),
    ).toEqual({
      who: 'Daniel Okafor',
      what: 'Moved to resolved',
      said: 'A test of ours',
    });
  });

  test('is told whatever its data holds', () => {
    const types = [
      'report.received',
      'report.triaged',
      'incident.moved',
      'page.requested',
      'delivery.sent',
      'constructor',
      '',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...types),
        fc.dictionary(fc.constantFrom('to', 'from', 'channel', 'step', 'userId', 'disposition'), fc.jsonValue()),
        (type, data) => {
          for (const words of [en, fr]) {
            const told = tellEntry(entry({ type, data }), words, people);
            expect(told.what).not.toMatch(/undefined|null|\[object/u);
          }
        },
      ),
    );
  });
});
