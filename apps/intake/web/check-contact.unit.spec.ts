import { describe, expect, test } from 'vitest';
import { checkEmail, checkPhone } from './check-contact.js';

describe('a contact', () => {
  test.each([
    ['613-555-0123', '+16135550123'],
    ['(613) 555 0123', '+16135550123'],
    ['1 613 555 0123', '+16135550123'],
    ['+1.613.555.0123', '+16135550123'],
    ['+33 1 23 45 67 89', '+33123456789'],
    ['６１３-５５５-０１２３', '+16135550123'],
    ['555-0123', null],
    ['911', null],
    ['my cell', null],
    ['', null],
    ['\0', null],
    ['9'.repeat(40), null],
    ['('.repeat(50_000), null],
  ])('the phone %j is %s', (text, number) => {
    expect(checkPhone(text)).toBe(number);
  });

  test.each([
    [' jane@party.example ', 'jane@party.example'],
    ['jane+night@mail.party.example', 'jane+night@mail.party.example'],
    ['hélène@élection.example', 'hélène@élection.example'],
    ["o'neil@party.example", "o'neil@party.example"],
    ['jane@party', null],
    ['jane at party.example', null],
    ['@party.example', null],
    ['jane@@party.example', null],
    ['jane@.example', null],
    ['jane@party.example, joe@party.example', null],
    ['Jane <jane@party.example>', null],
    ['jane@party.example\nBcc: all@party.example', null],
    ['a@b.'.repeat(50_000), null],
  ])('the address %j is %s', (text, address) => {
    expect(checkEmail(text)).toBe(address);
  });
});
