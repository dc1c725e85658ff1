import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from './tell-entry.js';
import { tellTexting } from './tell-texting.js';

const entry = (type: string, data: Record<string, unknown> = {}): TimelineEntry => ({
  subject: 'incident',
  seq: 1,
  at: '2027-01-01T00:00:00Z',
  actor: 'reporter',
  actorName: 'Reporter',
  type,
  data,
  hash: '',
});

describe('the timeline of a conversation by text', () => {
  it('tells what was answered, in both languages', () => {
    const answered = entry('conversation.answered', { question: 'active', value: 'yes' });
    expect(tellTexting(answered, 'en')).toBe('Still going on: yes');
    expect(tellTexting(answered, 'fr')).toBe('Encore en cours\u00A0: oui');
  });

  it.each([{}, { question: 1, value: {} }, { question: 'toString', value: 'constructor' }])(
    'tells %j without what is odd',
    (data) => {
      expect(tellTexting(entry('conversation.answered', data), 'en')).toBe('…: …');
    },
  );

  it('tells of STOP, and leaves every other entry to others', () => {
    expect(tellTexting(entry('reporter.opted-out'), 'fr')).toContain('ARRET');
    expect(tellTexting(entry('incident.opened'), 'en')).toBeNull();
  });
});
