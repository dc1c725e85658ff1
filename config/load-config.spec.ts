import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { compileSchedule, coverage, severities, targetsOf, validatePolicy } from '#domain';
import { ConfigError, loadConfig, resolvePollingDay } from './index.js';

const shipped = new URL('.', import.meta.url).pathname;
const directories: string[] = [];

/** A copy of the configuration that ships, with one text in one file put in place of another. */
function changed(file: string, from: string | RegExp, to: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'vigil-config-'));
  directories.push(directory);
  cpSync(shipped, directory, { recursive: true, filter: (path) => !path.endsWith('.ts') });
  const path = join(directory, file);
  const before = readFileSync(path, 'utf8');
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
  return directory;
}

/** The line that a start with this configuration would print. */
function complaint(env: Record<string, string>): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'no complaint';
}

afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true });
});

describe('the configuration that ships', () => {
  const config = loadConfig({ CONFIG_DIR: shipped });

  test('is a demonstration with two parties, three responders, a manager, a liaison for each party and an administrator', () => {
    expect(config.demonstration).toBe(true);
    const roles = config.roster.people.map(({ role }) => role);
    expect(roles).toEqual(['responder', 'responder', 'responder', 'manager', 'liaison', 'liaison', 'admin']);
    expect(config.roster.people.flatMap(({ party }) => party ?? [])).toEqual(config.parties.map(({ key }) => key));
  });

  test('holds nobody’s real number or address', () => {
    const numbers = [config.hotline.phone, ...config.roster.people.flatMap(({ phone }) => phone ?? [])];
    expect(numbers.filter((number) => !/^\+161355501\d\d$/.test(number))).toEqual([]);
    const domains = [...config.hotline.emails, ...config.parties.flatMap((party) => party.domains)];
    expect(domains.filter((domain) => !domain.endsWith('.example'))).toEqual([]);
  });

  test('wakes somebody else after five minutes for a critical incident, and the manager after ten', () => {
    const { steps } = config.roster.policies.critical;
    expect(steps.slice(0, 3).map((step) => [targetsOf(step)[0]?.kind, step.waitMinutes])).toEqual([
      ['on-duty', 5],
      ['next-on-duty', 5],
      ['role', 5],
    ]);
  });

  test('has a sound policy for every severity', () => {
    expect(severities.map((severity) => validatePolicy(config.roster.policies[severity]).outcome)).toEqual(
      severities.map(() => 'sound'),
    );
  });

  test('has two different people on duty at every instant of the coming years', () => {
    const schedules = config.roster.schedules.map((schedule) => compileSchedule(schedule));
    const years = [new Date('2026-02-01T00:00Z'), new Date('2028-02-01T00:00Z')] as const;
    expect(coverage(schedules, () => true, ...years)).toEqual({ outcome: 'covered' });
  });

  test('has its polling day two weeks after the first start, in the zone of the election', () => {
    const [election] = config.elections;
    // Still 30 September in Edmonton.
    const firstStart = new Date('2027-10-01T04:00:00Z');
    expect(election && resolvePollingDay(election.pollingDay, firstStart, election.zone)).toBe('2027-10-14');
    expect(resolvePollingDay('2027-10-18', firstStart, 'America/Edmonton')).toBe('2027-10-18');
  });
});

describe('a wrong value stops the start with one line that says where, what was expected and what was found', () => {
  test.each([
    [
      'election.yaml',
      'America/Edmonton',
      'Mars/Olympus',
      'elections[0].zone: expected an IANA time zone such as America/Edmonton, found "Mars/Olympus"',
    ],
    [
      'election.yaml',
      /pollingDay:\n *daysAfterFirstStart: 14/,
      "pollingDay: '2027-02-30'",
      'elections[0].pollingDay: expected a day in the form YYYY-MM-DD, found "2027-02-30"',
    ],
    [
      'election.yaml',
      'anchorMonths: 1',
      'anchorMonths: one',
      'elections[0].anchorMonths: expected a number, found "one"',
    ],
    [
      'election.yaml',
      'anchorMonths: 1',
      'anchorMonth: 1',
      'elections[0]: expected no key called anchorMonth, found one',
    ],
    [
      'parties.yaml',
      'key: blue-heron',
      'key: red-oak',
      'parties: expected a key of its own for each party, found a list of 2',
    ],
    ['parties.yaml', /parties:[^]*/, '', ': expected a group of keys, found null'],
    [
      'roster.yaml',
      "phone: '+16135550101'",
      'phone: +16135550101',
      'people[0].phone: expected a phone number in quotes such as "+16135550101", found 16135550101',
    ],
    [
      'roster.yaml',
      "phone: '+16135550102'",
      "phone: '+16135550101'",
      'people[1].phone: expected phone of nobody else, found "+16135550101"',
    ],
    [
      'roster.yaml',
      'participants: [amelie',
      'participants: [nobody',
      'schedules[0].layers[0].participants[0]: expected the key of a responder or manager under "people", found "nobody"',
    ],
    [
      'roster.yaml',
      'every: { days: 1 }',
      'every: { days: 0 }',
      'schedules[0].layers[0].every.days: expected at least 1, found 0',
    ],
    [
      'roster.yaml',
      'waitMinutes: 5',
      'waitMinutes: 0',
      'policies.critical.steps[0].waitMinutes: expected from 1 to 60 minutes, found 0',
    ],
    [
      'roster.yaml',
      / *- \{ notify: \{ kind: role, role: manager \}, waitMinutes: 5 \}\n/,
      '',
      'policies.critical.steps: expected a step that wakes the role manager, so that paging never ends in silence, found a list of 3',
    ],
    [
      'roster.yaml',
      '  low:\n    key: low',
      '  lowest:\n    key: low',
      'policies.low: expected a group of keys, found nothing (and 1 more)',
    ],
    [
      'roster.yaml',
      'kind: on-duty',
      'kind: anyone',
      'policies.critical.steps[0].notify: expected one of on-duty, next-on-duty, person, people, role, team, round-robin, found a group of keys',
    ],
    [
      'roster.yaml',
      'overrides: []',
      "overrides: [{ from: 2027-10-01, to: '2027-10-02T09:00:00-04:00', person: priya }]",
      'schedules[0].overrides[0].from: expected an instant with its offset such as 2027-10-01T09:00:00-04:00, found "2027-10-01"',
    ],
    [
      'parties.yaml',
      'parties:',
      'a: &a [1, 1]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\nparties:',
      'Excessive alias count',
    ],
    [
      'roster.yaml',
      'party: red-oak',
      'party: green',
      'people[4].party: expected one of red-oak, blue-heron from parties.yaml, found "green"',
    ],
    [
      'roster.yaml',
      'role: manager\n',
      'role: boss\n',
      'people[3].role: expected one of responder, manager, liaison, auditor, admin, found "boss"',
    ],
    ['roster.yaml', 'schedules:', 'schedules: [', 'line'],
    [
      'messages.fr.yaml',
      '{receiptCode}',
      'le code',
      'templates.ack-email-body: expected {receiptCode} as in messages.en.yaml, found no such placeholder',
    ],
    [
      'messages.en.yaml',
      'Your message has arrived.',
      'We have {reference}.',
      'templates.neutral-email-body: expected only the placeholders {hotline} {hotlinePhone}, found',
    ],
    ['messages.en.yaml', /^ {2}neutral-sms:.*\n/m, '', 'templates.neutral-sms: expected text, found nothing'],
    [
      'messages.en.yaml',
      'Reply ACK',
      'If you are able to take this incident now, then please reply with ACK',
      'templates.page-sms: expected at most 160 characters',
    ],
    ['messages.fr.yaml', /^ {2}phishing:.*\n/m, '', 'kinds.phishing: expected text, found nothing'],
    [
      'advice.yaml',
      "lastVerified: '2026-11-22'",
      'lastVerified: last year',
      'emergency.lastVerified: expected a day in the form YYYY-MM-DD, found "last year"',
    ],
    [
      'advice.yaml',
      'https://www.cyber',
      'http://www.cyber',
      'afterCutoff[0].url: expected a web address that starts with https://',
    ],
    [
      'mail.yaml',
      'assistance@vigil.example: fr',
      'aide@vigil.example: fr',
      'languages.aide@vigil.example: expected one of hotline@vigil.example, assistance@vigil.example from election.yaml, found',
    ],
    [
      'voice.yaml',
      'ringSeconds: 20',
      'ringSeconds: 45',
      'dial.ringSeconds: expected at most 20: after that most voicemails answer',
    ],
    ['voice.yaml', "fr: '2' }", "fr: '1' }", 'menu.keys.fr: expected another key than for English'],
    [
      'voice.yaml',
      "fallbackPhone: '+16135550104'",
      'fallbackPhone: 911',
      'fallbackPhone: expected a phone number in quotes',
    ],
    [
      'voice.yaml',
      'Hang up and call {emergency}. For English',
      'Hang up. For English',
      'words.menu.en: expected a text that says {emergency}',
    ],
    [
      'voice.yaml',
      'Your reference is {reference}. Goodbye.',
      'Your name is {name}. Goodbye.',
      'words.afterTalk.en: expected a text that uses {reference}',
    ],
    ['mail.yaml', '127.0.0.0/8', '127.0.0.0/33', 'smtp.relays[0]: expected a network such as 192.0.2.0/24, found'],
    [
      'mail.yaml',
      'mark: seen',
      'mark: move',
      'imap.moveTo: expected the folder that stored messages are moved to, because mark is move, found nothing',
    ],
  ])('%s: %s → %s', (file, from, to, expected) => {
    const message = complaint({ CONFIG_DIR: changed(file, from, to) });
    expect(message).toContain(`${file}: ${expected}`.replace(': : ', ': '));
    expect(message).not.toContain('\n');
  });

  test.each(['triage.yaml', 'playbooks.yaml'])('%s that does not compile is named in one line', (file) => {
    const message = complaint({ CONFIG_DIR: changed(file, 'categories:', 'kategories:') });
    expect(message).toMatch(new RegExp(`^${file}: .+$`));
  });

  test('a folder without the files is named', () => {
    expect(complaint({ CONFIG_DIR: '/nowhere' })).toBe(
      'election.yaml: expected a readable file in /nowhere (see CONFIG_DIR), found ENOENT',
    );
  });
});
