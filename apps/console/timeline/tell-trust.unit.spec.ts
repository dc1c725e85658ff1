import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from './tell-entry.js';
import { tellTrust } from './tell-trust.js';

const entry = (type: string, data: Record<string, unknown>): TimelineEntry => ({
  subject: 'incident',
  seq: 1,
  at: '2027-01-01T00:00:00Z',
  actor: 'service:notification',
  actorName: 'Vigil',
  type,
  data,
  hash: '',
});

describe('the timeline of trust', () => {
  it('says who gets a message and who does not, and why, in both languages', () => {
    const chosen = entry('channel.chosen', {
      considered: [
        { to: '***62', content: 'full', because: 'verified' },
        { to: 'o***@red-oak.example', content: 'nothing', because: 'compromised' },
      ],
    });
    expect(tellTrust(chosen, 'en')).toBe(
      'Channel chosen: ***62 gets it (verified); o***@red-oak.example gets nothing (compromised)',
    );
    expect(tellTrust(chosen, 'fr')).toContain('***62 le reçoit (vérifiée)');
  });

  it.each([
    ['verification.requested', {}],
    ['channel.chosen', { considered: 'odd' }],
    ['reporter.verified', { method: 'call-back' }],
  ])('tells %s though a part is missing', (type, data) => {
    expect(tellTrust(entry(type, data), 'en')).toContain('…');
  });

  it('leaves every other entry to others', () => {
    expect(tellTrust(entry('incident.opened', {}), 'en')).toBeNull();
  });
});
