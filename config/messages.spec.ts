import { describe, expect, test } from 'vitest';
import { smsSegments } from '#domain';
import { kindName, loadConfig, renderAdvice, renderInBothLanguages, renderMessage, renderTemplate } from './index.js';

const { messages, advice } = loadConfig({ CONFIG_DIR: new URL('.', import.meta.url).pathname });

describe('a template', () => {
  test('is filled, and what a value holds is not filled again', () => {
    expect(renderTemplate('{a} and {b}', { a: '{b}', b: 2 })).toBe('{b} and 2');
  });

  test('that names an unknown placeholder is refused, also one that every object has', () => {
    expect(() => renderTemplate('{missing}', {})).toThrow('{missing}');
    expect(() => renderTemplate('{toString}', {})).toThrow('{toString}');
  });

  test('keeps the line breaks of a value and drops what could control a terminal or turn the text', () => {
    expect(renderTemplate('{a}', { a: 'one\r\ntwo\u0000\u001B[31m\u202Ethree\u2028' })).toBe('one\ntwo[31mthree');
  });

  test('for a subject stays one line whatever its values hold', () => {
    const subject = renderMessage(messages.en, 'ack-email-subject', {
      reference: 'K7Q4-MPX\r\nBcc: everyone@x.example',
    });
    expect(subject).not.toMatch(/[\r\n]/);
  });
});

test('the last word after the cutoff is in both languages, the reader’s own first', () => {
  const both = renderInBothLanguages(messages, 'after-cutoff-email-subject', () => ({ reference: 'K7Q4-MPX' }), 'fr');
  expect(both).toBe('[K7Q4-MPX] La ligne d’assistance est fermée / [K7Q4-MPX] The hotline is closed');
});

describe.each(['en', 'fr'] as const)('the messages in %s', (language) => {
  const values = { reference: 'K7Q4-MPX', code: 482, link: 'https://hotline.example/p/abcdefghijklmnopqrstuv' };

  test('a page is one text for every severity and kind', () => {
    const { severities, kinds } = messages[language];
    for (const severity of Object.values(severities)) {
      for (const kind of Object.values(kinds)) {
        expect(smsSegments(renderMessage(messages[language], 'page-sms', { ...values, severity, kind }))).toBe(1);
      }
    }
  });

  test('other texts to responders are one text each', () => {
    const texts = [
      renderMessage(messages[language], 'page-taken-sms', { ...values, name: 'Amélie Tremblay' }),
      renderMessage(messages[language], 'page-ack-confirmed-sms', values),
      renderMessage(messages[language], 'page-already-taken-sms', { ...values, name: 'Amélie Tremblay' }),
      renderMessage(messages[language], 'page-escalated-sms', values),
      renderMessage(messages[language], 'page-stand-down-sms', values),
      renderMessage(messages[language], 'reply-help-sms', values),
      renderMessage(messages[language], 'reply-which-sms', { codes: '482, 513, 907' }),
      renderMessage(messages[language], 'reply-nothing-open-sms', {}),
    ];
    expect(texts.filter((text) => smsSegments(text) > 1)).toEqual([]);
  });

  test('what is texted back by itself is one text, or two where it holds the first steps', () => {
    const { reference } = values;
    const render = messages[language];
    const one = [
      renderMessage(render, 'answer-question-account-sms', {}),
      renderMessage(render, 'answer-question-active-sms', {}),
      renderMessage(render, 'answer-question-safety-sms', {}),
      renderMessage(render, 'answer-noted-sms', { reference }),
      renderMessage(render, 'answer-finished-sms', { reference }),
      renderMessage(render, 'answer-over-sms', { reference }),
      renderMessage(render, 'answer-danger-sms', { reference }),
      renderMessage(render, 'answer-language-sms', {}),
      renderMessage(render, 'answer-verified-sms', { reference }),
      renderMessage(render, 'answer-code-wrong-sms', { reference, hotlinePhone: '+16135550100' }),
      renderMessage(render, 'neutral-sms', {}),
      renderMessage(render, 'keyword-help-sms', {}),
    ];
    expect(one.filter((text) => smsSegments(text) > 1).map((text) => [text.length, text])).toEqual([]);
    const { playbooks } = loadConfig({});
    const steps = [playbooks.general, ...playbooks.byCategory.values()].map(({ sms }) => sms[language]);
    const followUpUrl = `https://hotline.example/${language === 'fr' ? 'fr/suivi' : 'en/follow-up'}`;
    const standing = Object.values(render.statuses).map((status) =>
      renderMessage(render, 'answer-status-sms', { reference, status }),
    );
    const two = [
      ...standing,
      ...steps.flatMap((each) => [
        renderMessage(render, 'answer-steps-sms', { reference, steps: each }),
        renderMessage(render, 'ack-sms', { reference, receiptCode: 'ABCD-EFGH-JKLM-NPQR', steps: each, followUpUrl }),
      ]),
    ];
    expect(two.filter((text) => smsSegments(text) > 2).map((text) => [text.length, text])).toEqual([]);
  });

  test('a kind that has no name of its own is called something', () => {
    expect(kindName(messages[language], 'a_new_kind')).toBe(messages[language].kinds.other);
    expect(kindName(messages[language], 'constructor')).toBe(messages[language].kinds.other);
  });

  test('the advice after the cutoff begins with emergencies and names a way for each place', () => {
    const lines = renderAdvice(advice, language).split('\n');
    expect(lines[0]).toContain('911');
    expect(lines).toHaveLength(advice.afterCutoff.length + 1);
  });
});

test('French has a no-break space before each colon in what people read, and typographic apostrophes', () => {
  const { templates, statuses } = messages.fr;
  const read = [
    ...Object.entries(templates).filter(([name]) => !/^(page|reply)-.*sms$/.test(name)),
    ...Object.entries(statuses),
  ];
  const faults = read.filter(([, text]) => / [:»]|« |\w'\w/.test(text)).map(([name]) => name);
  expect(faults).toEqual([]);
});
