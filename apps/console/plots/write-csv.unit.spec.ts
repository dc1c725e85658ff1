import { describe, expect, it } from 'vitest';
import { writeCsv } from './write-csv.js';

const of = (cell: string | number | null, kind: 'text' | 'count' | 'seconds' | 'share' | 'moment' = 'text') =>
  writeCsv({ columns: [{ title: 'A', kind }], rows: [[cell]] })
    .split('\r\n')
    .at(1);

describe('a table as a CSV file', () => {
  it('has a byte order mark, a header, and a CRLF at the end of every line', () => {
    const columns = [
      { title: 'Gravité', kind: 'text' },
      { title: 'Médiane', kind: 'seconds' },
    ] as const;
    expect(writeCsv({ columns, rows: [['Élevée', 61.5]] })).toBe('\uFEFFGravité,Médiane (s)\r\nÉlevée,61.5\r\n');
    expect(writeCsv({ columns, rows: [] })).toBe('\uFEFFGravité,Médiane (s)\r\n');
  });

  it.each([
    ['a, b', '"a, b"'],
    ['say "no"', '"say ""no"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    ['+16135550142', "'+16135550142"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['＝1+1', "'＝1+1"],
    ['=HYPERLINK("https://evil.example","x")', '"\'=HYPERLINK(""https://evil.example"",""x"")"'],
    ['12 = 12', '12 = 12'],
    ['', ''],
  ])('writes %j as %j', (cell, written) => {
    expect(of(cell)).toBe(written);
  });

  it.each([
    [-3, 'count', '-3'],
    [1234567.5, 'count', '1234567.5'],
    [0.1 + 0.2, 'share', '0.3'],
    [-0.0001, 'count', '0'],
    [Number.NaN, 'count', ''],
    [null, 'seconds', ''],
    ['2027-10-03T07:10:00.000Z', 'moment', '2027-10-03T07:10:00.000Z'],
  ] as const)('writes %j, a %s, as %j', (cell, kind, written) => {
    expect(of(cell, kind)).toBe(written);
  });
});
