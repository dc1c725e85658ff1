import ICAL from 'ical.js';
import { describe, expect, it, test } from 'vitest';
import { loadConfig } from '#config';
import { pageFrame } from '../pages/page-frame.js';
import { textValue, writeContentLines } from './content-lines.js';
import { writeContactCard, writeReminder } from './write-files.js';

const config = loadConfig({ PUBLIC_URL: 'https://hotline.example' });
const now = new Date('2027-10-01T13:05:09.500Z');
const receipt = {
  reference: 'K7Q4-MPX',
  receiptCode: null,
  followUpUrl: 'https://hotline.example/en/follow-up',
};
const code = 'ABCD-EFGH-JKMN-PQRS';
const lines = (file: string) => file.replaceAll('\r\n ', '').split('\r\n');

describe.each(['en', 'fr'] as const)('the files of a receipt in %s', (language) => {
  const frame = pageFrame(config, language);
  const files = { calendar: writeReminder(frame, receipt, now), contact: writeContactCard(frame, receipt) };

  it('keeps the lines short and ends each as the standards say', () => {
    for (const file of Object.values(files)) {
      expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      expect(file.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    }
  });

  it('rings in two hours, with the reference and the telephone', () => {
    const [event] = new ICAL.Component(ICAL.parse(files.calendar)).getAllSubcomponents('vevent');
    expect(String(event?.getFirstPropertyValue('dtstart'))).toBe('2027-10-01T15:05:09Z');
    expect(event?.getFirstSubcomponent('valarm')?.getFirstPropertyValue('action')).toBe('DISPLAY');
    expect(event?.getFirstPropertyValue('summary')).toContain('K7Q4-MPX');
    expect(event?.getFirstPropertyValue('description')).toContain(frame.hotline.phoneShown);
  });

  it('is the hotline as a contact, with its telephone, mail and the page', () => {
    const card = new ICAL.Component(ICAL.parse(files.contact));
    expect(card.getFirstPropertyValue('tel')).toBe(frame.hotline.phone);
    expect(card.getFirstPropertyValue('email')).toBe(frame.hotline.email);
    expect(card.getFirstPropertyValue('url')).toBe(receipt.followUpUrl);
    expect(card.getFirstPropertyValue('fn')).toBe(frame.hotline.name);
  });

  it('has the receipt code only when it was asked for', () => {
    const asked = { ...receipt, receiptCode: code };
    expect(lines(files.calendar).join()).not.toContain(code);
    expect(lines(files.contact).join()).not.toContain(code);
    expect(lines(writeReminder(frame, asked, now)).join()).toContain(code);
    expect(lines(writeContactCard(frame, asked)).join()).toContain(code);
  });
});

test.each([
  ['what separates values', 'a, b; c\\d', 'a\\, b\\; c\\\\d'],
  ['a line', 'END:VCARD\r\nBEGIN:VCARD\rX\nY', 'END:VCARD\\nBEGIN:VCARD\\nX\\nY'],
  ['control characters', 'a\0b\u0007', 'ab'],
])('a text cannot leave its value by %s', (_name, text, written) => {
  expect(textValue(text)).toBe(written);
});

test('a line is folded between characters, never inside one', () => {
  const text = 'é🚨'.repeat(60);
  const file = writeContentLines([['NOTE', text]]);
  expect(file.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  expect(lines(file)[0]).toBe(`NOTE:${text}`);
});
