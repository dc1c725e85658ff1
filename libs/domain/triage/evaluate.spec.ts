import { describe, expect, it } from 'vitest';
import { evaluateTriage } from './evaluate.js';
import type { LabelledReport } from './labelled.js';
import { labelledReportToInput, partyDomainsIn } from './labelled.js';
import type { Verdict } from './verdict.js';

const verdict: Verdict = {
  category: 'phishing',
  rsit: { class: 'fraud', type: 'phishing' },
  severity: 'high',
  severityRule: 'H1',
  accountKind: 'email',
  compromisedChannel: false,
  compromisedAddresses: [],
  foreignInterference: false,
  violence: false,
  lifeSafety: false,
  indicators: [
    { type: 'domain', value: 'evil.example', defanged: 'evil[.]example' },
    { type: 'domain', value: 'ours.example', defanged: 'ours[.]example' },
  ],
  language: 'en',
  disposition: 'open_incident',
  because: [],
  rulesVersion: 'x',
};

function labelled(expected: Partial<LabelledReport['expected']>): LabelledReport {
  return {
    id: 'R1',
    channel: 'email',
    from: 'A <a@party.example>',
    subject: null,
    body: 'text',
    expected: {
      category: 'phishing',
      rsit_type: 'fraud/phishing',
      severity_band: 'high',
      account_kind: 'email',
      compromised_channel: false,
      fi_indicator: false,
      violence_indicator: false,
      life_safety: false,
      reply_language: 'en',
      disposition: 'open_incident',
      iocs: [
        { type: 'domain', value: 'evil.example' },
        { type: 'email', value: 'x@evil.example' },
      ],
      benign_observables: ['ours.example'],
      ...expected,
    },
  };
}

describe('the agreement of triage with labels', () => {
  it('counts each label, and indicators both ways', () => {
    const { results, summary } = evaluateTriage([labelled({})], [verdict]);
    expect(results[0]).toMatchObject({ id: 'R1', rsit_type: 'fraud/phishing', severity_band: 'high' });
    expect(summary.all.category).toEqual({ right: 1, total: 1, rate: 1 });
    expect(summary.all.flags).toEqual({ right: 4, total: 4, rate: 1 });
    expect(summary.all.indicatorPrecision).toEqual({ right: 1, total: 2, rate: 0.5 });
    expect(summary.all.indicatorRecall).toEqual({ right: 1, total: 2, rate: 0.5 });
    expect(summary.all.benignExtracted).toBe(1);
    expect(summary.fr.category).toEqual({ right: 0, total: 0, rate: 1 });
  });

  it.each([
    ['high', [], 1, 1],
    ['medium', [], 0, 1],
    ['low', [], 0, 0],
    ['critical', [], 0, 0],
    ['critical', ['high'], 1, 1],
  ])(
    'takes high for %s (acceptable: %j) as right %i, within one too high %i',
    (severity_band, severity_acceptable, right, within) => {
      const { summary } = evaluateTriage([labelled({ severity_band, severity_acceptable })], [verdict]);
      expect(summary.all.severity.right).toBe(right);
      expect(summary.all.severityWithinOneTooHigh.right).toBe(within);
      expect(summary.criticalMissed).toEqual(severity_band === 'critical' && right === 0 ? ['R1'] : []);
    },
  );

  it('names reports that needed somebody and were called no incident', () => {
    const { summary } = evaluateTriage(
      [labelled({})],
      [{ ...verdict, severity: 'not-an-incident', severityRule: 'N1' }],
    );
    expect(summary.calledNoIncident).toEqual(['R1']);
  });
});

describe('a labelled report', () => {
  it('becomes input without its labels, and with the party’s own domain', () => {
    expect(labelledReportToInput(labelled({}))).toMatchObject({
      ownDomains: ['party.example'],
      statedLanguage: null,
      statedAccountKind: null,
    });
    expect(labelledReportToInput({ ...labelled({}), from: 'x@mail.example.com' }).ownDomains).toEqual([]);
    expect(partyDomainsIn([labelled({}), labelled({}), { from: null }])).toEqual(['party.example']);
  });
});
