import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageIdIn } from './reporter.js';

describe('The Message-ID of a raw mail', () => {
  it.each<[string, string, string | null]>([
    ['plain', 'Message-ID: <a.1@x.example>\r\nSubject: x\r\n\r\nbody', '<a.1@x.example>'],
    ['any case, folded', 'Subject: x\nmessage-id:\n  <a.2@x.example>\n\nbody', '<a.2@x.example>'],
    ['none', 'Subject: x\r\n\r\nbody', null],
    ['only in the body', 'Subject: x\r\n\r\nMessage-ID: <not@x.example>', null],
    ['without brackets', 'Message-ID: a@x.example\r\n\r\n', null],
    ['with a line break inside', 'Message-ID: <a\r\nBcc: b@x.example>\r\n\r\n', null],
    ['longer than anybody needs', `Message-ID: <${'a'.repeat(501)}>\r\n\r\n`, null],
    ['empty', '', null],
  ])('%s', (_name, raw, id) => {
    expect(messageIdIn(raw)).toBe(id);
  });

  it('is never anything that could break a header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(messageIdIn(`Message-ID: <${text}>\r\n\r\n`) ?? '<ok>').toMatch(/^<[!-~]+>$/);
      }),
    );
  });
});
