import { expect, test } from 'vitest';
import { writeCsv } from '../plots/write-csv.js';
import { listIndicators } from './list-indicators.js';

test('indicators leave as they stand on the screen: defanged, and harmless in a spreadsheet', () => {
  const table = listIndicators(
    [
      { type: 'url', defanged: 'hxxps://evil[.]example/a,b' },
      { type: 'domain', defanged: 'red-0ak[.]example', lookalike: { of: 'red-oak.example', how: 'homoglyph' } },
      { type: 'handle', defanged: '=HYPERLINK("x")' },
    ],
    { type: 'Type', value: 'Indicator', lookalike: 'Looks like' },
    (type) => type.toUpperCase(),
  );
  expect(writeCsv(table).slice(1).split('\r\n')).toEqual([
    'Type,Indicator,Looks like',
    'URL,"hxxps://evil[.]example/a,b",',
    'DOMAIN,red-0ak[.]example,red-oak.example',
    `HANDLE,"'=HYPERLINK(""x"")",`,
    '',
  ]);
});
