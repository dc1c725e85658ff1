import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { readFile } from 'node:fs/promises';
import type { FoundReporter } from '#domain';
import { applyRows, previewRows, readContactFile } from '#service';
import type { Database } from '#store';
import { FakeClock, freshDatabase, openDatabase, type TestDatabase } from '#testing';
import { findReporter, type ReporterClues } from './find-reporter.js';

const header = 'Party,Name,Language,Email,Phone,Accounts,Verified\n';
const file = (rows: string) => {
  const read = readContactFile(Buffer.from(header + rows));
  if (read.outcome === 'refused') throw new Error(read.reason);
  return read.rows;
};

const many = (count: number): string =>
  header +
  Array.from({ length: count }, (_, index) => `blue-heron,Person ${index},en,p${index}@mail.example,,,\n`).join('');

describe('the directory', () => {
  let scratch: TestDatabase;
  let database: Database;
  let parties: ReadonlyMap<string, string>;

  beforeAll(async () => {
    scratch = await freshDatabase();
    database = await openDatabase(scratch.url, new FakeClock());
    await database.source.query(
      `INSERT INTO party (id, key, name_en, name_fr, domains) VALUES
         (gen_random_uuid(), 'red-oak', 'Red Oak', 'Chêne rouge', '{red-oak.example}'),
         (gen_random_uuid(), 'blue-heron', 'Blue Heron', 'Héron bleu', '{blue-heron.example}')`,
    );
    const rows: { id: string; key: string }[] = await database.source.query('SELECT id, key FROM party');
    parties = new Map(rows.map(({ id, key }) => [id, key]));
    await database.transaction((tx) =>
      applyRows(
        tx,
        file(
          'red-oak,Zoé Roy,fr,zoe@red-oak.example,613-555-0199,x:@zoeroy,oui\n' +
            'red-oak,Max Li,en,max@red-oak.example,613-555-0142,,\n' +
            'red-oak,Ana Paz,en,ana@red-oak.example,613-555-0142,,\n' +
            'blue-heron,Lee Kim,en,lee@mail.example,613-555-0150,x:@shared,oui\n' +
            'red-oak,Jo Day,en,jo@red-oak.example,613-555-0150,website:red-oak.example,oui\n',
        ),
        'service:spec',
      ),
    );
  });

  afterAll(async () => {
    await database.source.destroy();
    await scratch.drop();
  });

  const find = async (clues: Partial<ReporterClues>): Promise<readonly (string | null)[]> => {
    const nothing = {
      channel: 'web',
      sender: null,
      contact: { email: null, phone: null },
      authenticated: null,
      text: '',
    } as const;
    const found: FoundReporter = await database.transaction((tx) => findReporter(tx, { ...nothing, ...clues }));
    const names = await database.source.query('SELECT name FROM contact WHERE id = $1', [found.contactId]);
    return [parties.get(found.partyId ?? '') ?? null, names[0]?.name ?? null, found.standing, found.because];
  };
  const zoe = 'Zoe@Red-Oak.example';

  test.each<[string, Partial<ReporterClues>, readonly (string | null)[]]>([
    [
      'a mail that proves its verified sender',
      { channel: 'email', sender: zoe, authenticated: true },
      ['red-oak', 'Zoé Roy', 'registered-verified', 'sender-verified'],
    ],
    [
      'a mail that proves nothing',
      { channel: 'email', sender: zoe, authenticated: null },
      ['red-oak', 'Zoé Roy', 'registered', 'sender-registered'],
    ],
    [
      'a mail whose sender is disproven',
      { channel: 'email', sender: zoe, authenticated: false },
      ['red-oak', null, 'domain', 'sender-unproven'],
    ],
    [
      'a text from a verified number',
      { channel: 'sms', sender: '+16135550199' },
      ['red-oak', 'Zoé Roy', 'registered-verified', 'sender-verified'],
    ],
    [
      'a call from the telephone of two people',
      { channel: 'voice', sender: '+16135550142' },
      ['red-oak', null, 'registered', 'shared-address'],
    ],
    [
      'a text from a telephone that two parties registered',
      { channel: 'sms', sender: '+16135550150' },
      [null, null, 'unknown', 'several-parties'],
    ],
    [
      'a web report with a contact’s address typed in',
      { contact: { email: zoe, phone: null } },
      ['red-oak', 'Zoé Roy', 'registered', 'stated-address'],
    ],
    [
      'a mail from below the party’s domain',
      { channel: 'email', sender: 'intern@mail.red-oak.example', authenticated: true },
      ['red-oak', null, 'domain', 'party-domain'],
    ],
    [
      'a stranger who names an account of a party',
      { text: 'See https://x.com/ZoeRoy, it was taken over' },
      ['red-oak', null, 'unknown', 'named-account'],
    ],
    ['a stranger', { channel: 'email', sender: 'me@nowhere.example' }, [null, null, 'unknown', 'nothing-known']],
    ['a hidden number', { channel: 'voice', sender: '+266696687' }, [null, null, 'unknown', 'nothing-known']],
  ])('knows %s', async (_name, clues, expected) => {
    expect(await find(clues)).toEqual(expected);
  });

  it('is the same after the same file again, and its preview changes nothing', async () => {
    const again = file(
      'red-oak,Zoé Roy,fr,zoe@red-oak.example,613-555-0199,x:@zoeroy,oui\nred-oak,New One,en,new@red-oak.example,,,\n',
    );
    const preview = await database.transaction((tx) => previewRows(tx, again));
    expect(preview.results.map(({ outcome }) => outcome)).toEqual(['unchanged', 'created']);
    const [before] = await database.source.query('SELECT count(*)::int AS n FROM contact');
    expect(before.n).toBe(5);
    await database.transaction((tx) => applyRows(tx, again, 'service:spec'));
    const second = await database.transaction((tx) => applyRows(tx, again, 'service:spec'));
    expect(second.results.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
    const changes = await database.source.query('SELECT DISTINCT action FROM directory_change');
    expect(changes).toEqual([{ action: 'contact.imported' }]);
    await expect(database.source.query('DELETE FROM directory_change')).rejects.toThrow('append-only');
  });

  it('reads the example of the documentation, and what a spreadsheet saves in Windows-1252', async () => {
    const example = readContactFile(await readFile('docs/data/directory-example.csv'));
    const preview = await database.transaction((tx) => previewRows(tx, example.outcome === 'read' ? example.rows : []));
    expect(preview.results.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created', 'created']);
    const western = readContactFile(Buffer.from('Parti;Nom\r\nred-oak;Zo\xe9 C\xf4t\xe9\r\n', 'latin1'));
    expect(western).toMatchObject({ encoding: 'windows-1252', rows: [{ draft: { name: 'Zoé Côté' } }] });
  });

  it('takes fifty thousand rows in one go, and refuses one more', async () => {
    expect(readContactFile(Buffer.from(many(50_001)))).toMatchObject({ outcome: 'refused', reason: 'too-many-rows' });
    const read = readContactFile(Buffer.from(many(50_000)));
    const plan = await database.transaction((tx) =>
      applyRows(tx, read.outcome === 'read' ? read.rows : [], 'service:spec'),
    );
    expect(plan.writes).toHaveLength(50_000);
    expect(await find({ channel: 'sms', sender: '+16135550199' })).toContain('Zoé Roy');
    const plan2 = await database.source.query(
      `EXPLAIN (FORMAT JSON) SELECT 1 FROM contact_address WHERE address = ANY('{p77@mail.example}') AND removed_at IS NULL`,
    );
    expect(JSON.stringify(plan2)).toContain('contact_address_known');
  }, 60_000);
});
