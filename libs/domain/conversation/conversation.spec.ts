import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Conversation,
  conversationEndsMs,
  converse,
  type Heard,
  joinTexts,
  partMark,
  readAnswer,
  readCommand,
  readKeyword,
} from './index.js';

const start = new Date('2026-10-05T14:00:00Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);

const said = (text: string, more: Partial<Heard> = {}): Heard => ({
  text,
  keyword: readKeyword(text),
  receivedAt: start,
  incidentId: 'one',
  category: 'undetermined',
  accountKind: 'none',
  language: 'en',
  endangered: false,
  hasMedia: false,
  ...more,
});

/** Plays texts, each so many seconds after the start, and gives what was answered to each. */
function play(texts: readonly (readonly [seconds: number, text: string, more?: Partial<Heard>])[]) {
  let state: Conversation | null = null;
  const turns = texts.map(([seconds, text, more]) => {
    const turn = converse(state, said(text, { receivedAt: after(seconds), ...more }), after(seconds));
    state = turn.state;
    return {
      answers: turn.answers.map((answer) => (answer.kind === 'question' ? answer.question : answer.kind)),
      effects: turn.effects.map(({ kind }) => kind),
    };
  });
  return { state: state as Conversation | null, turns, answers: turns.map(({ answers }) => answers) };
}

describe('a carrier’s keyword', () => {
  test.each([
    ['STOP', 'stop', 'en'],
    [' stop. ', 'stop', 'en'],
    ['“Stop!!”', 'stop', 'en'],
    ['Stop stop STOP', 'stop', 'en'],
    ['STOPALL', 'stop', 'en'],
    ['opt out', 'stop', 'en'],
    ['ARRÊT', 'stop', 'fr'],
    ['arret', 'stop', 'fr'],
    ['« Désabonner »', 'stop', 'fr'],
    ['START', 'start', 'en'],
    ['unstop', 'start', 'en'],
    ['HELP', 'help', 'en'],
    ['Help?', 'help', 'en'],
    ['INFO', 'help', 'en'],
    ['aide!', 'help', 'fr'],
  ])('%j is read as %s in %s', (text, kind, language) => {
    expect(readKeyword(text)).toEqual({ kind, language });
  });

  test.each([
    'HELP my account is hacked',
    'help me',
    'stop the attack',
    'Can you make it stop',
    'Aidez-moi, on m’a piraté',
    'they stopped',
    '',
    '🆘',
    'HELP 1',
  ])('%j is a sentence', (text) => {
    expect(readKeyword(text)).toBeNull();
  });
});

describe('a command', () => {
  test.each([
    ['STATUS', 'status'],
    ['état?', 'status'],
    ['Status K7Q4-MPX please', 'status'],
    ['STEPS', 'steps'],
    ['les étapes svp', 'steps'],
    ['OVER', 'over'],
    ['C’est fini', 'over'],
    ["It's all resolved, thanks", 'over'],
    ['Réglé!', 'over'],
    ['Français', 'french'],
    ['english please', 'english'],
  ])('%j is %s', (text, command) => {
    expect(readCommand(text)).toBe(command);
  });

  test.each([
    'it is not over',
    'pas fini',
    'they resolved our domain to another address',
    'the status page of our site is defaced',
    'status of the steps',
    'we followed the steps and they came back',
    '',
  ])('%j is none', (text) => {
    expect(readCommand(text)).toBeNull();
  });
});

describe('an answer', () => {
  test.each([
    ['account', '1', 'email'],
    ['account', ' 2. ', 'social'],
    ['account', 'Our Facebook page', 'social'],
    ['account', 'le courriel de la candidate', 'email'],
    ['account', 'option 5', 'telephony'],
    ['account', 'WhatsApp!!', 'messaging'],
    ['active', 'oui', 'yes'],
    ['active', 'Yes, it is still posting', 'yes'],
    ['active', 'je n’ai plus accès', 'yes'],
    ['active', 'we can’t log in', 'yes'],
    ['active', 'Non, ça a arrêté', 'no'],
    ['active', 'not sure', 'unsure'],
    ['active', 'je ne sais pas', 'unsure'],
    ['active', '3', 'unsure'],
    ['safety', '1', 'safe'],
    ['safety', 'oui c’est mon cell', 'safe'],
    ['safety', 'no', 'unsafe'],
    ['safety', '3', 'danger'],
    ['safety', 'someone threatened me, I am in danger', 'danger'],
    ['safety', 'use jane@elsewhere.example instead', 'elsewhere'],
  ] as const)('to “%s” in %j is %s', (question, text, value) => {
    expect(readAnswer(question, text)?.value).toBe(value);
  });

  test('to which address is safe names it', () => {
    const address = { kind: 'email', address: 'jane@elsewhere.example' };
    expect(readAnswer('safety', '2 Jane@Elsewhere.example')).toMatchObject({ value: 'unsafe', contact: address });
    const number = { kind: 'sms', address: '+16135550188' };
    expect(readAnswer('safety', 'non, 613-555-0188')).toMatchObject({ value: 'unsafe', contact: number });
  });

  test.each(['What do you mean?', 'Our treasurer is Kim.', '9', ''])('is not seen in %j', (text) => {
    expect([readAnswer('account', text), readAnswer('active', text)]).toEqual([null, null]);
  });
});

describe('a conversation', () => {
  test('answers at once, then asks one question after the other', () => {
    const { answers, state } = play([
      [0, 'Something is wrong with our account'],
      [60, '2'],
      [120, 'yes'],
      [180, '1'],
      [240, 'We also found a strange mail'],
      [300, 'STATUS'],
      [360, 'Over'],
    ]);
    expect(answers).toEqual([
      ['acknowledgement', 'account'],
      ['steps', 'active'],
      ['safety'],
      ['finished'],
      ['noted'],
      ['status'],
      ['over'],
    ]);
    expect(state?.answers).toEqual({ account: 'social', active: 'yes', safety: 'safe' });
  });

  test('skips what the report says', () => {
    const hacked = { category: 'social_media_takeover', accountKind: 'social' } as const;
    expect(play([[0, 'Our Facebook page is hacked and we are locked out', hacked]]).answers).toEqual([
      ['acknowledgement', 'safety'],
    ]);
    expect(play([[0, 'They said they will kill her', { endangered: true }]]).answers).toEqual([
      ['acknowledgement', 'safety'],
    ]);
  });

  test('asks again once when it did not understand, and then goes on', () => {
    const { answers } = play([
      [0, 'Something is wrong'],
      [60, 'Our treasurer is Kim.'],
      [120, 'She is away.'],
    ]);
    expect(answers).toEqual([['acknowledgement', 'account'], ['account'], ['active']]);
  });

  test('takes what was written before the question for more of the same, in whatever order it comes', () => {
    const { answers, state } = play([
      [10, '(1/3) Something is'],
      [12, '(3/3) since today'],
      [11, '(2/3) wrong with us'],
      [60, '6'],
    ]);
    expect(answers).toEqual([['acknowledgement', 'account'], [], [], ['active']]);
    expect(state?.answers.account).toBe('other');
  });

  test('sends the steps again once it knows what it is about', () => {
    const known = { category: 'email_account_takeover', accountKind: 'email' } as const;
    const { answers } = play([
      [0, 'help us please'],
      [60, 'my outlook mail is hacked', known],
    ]);
    expect(answers[1]).toEqual(['steps', 'active']);
  });

  test('answers a bare HELP with the help text, and the report after it as a report', () => {
    const { answers } = play([
      [0, 'HELP'],
      [60, 'My Facebook is hacked', { category: 'social_media_takeover', accountKind: 'social' }],
    ]);
    expect(answers).toEqual([['help'], ['acknowledgement', 'active']]);
  });

  test('keeps silent about STOP and START', () => {
    expect(
      play([
        [0, 'Hacked'],
        [60, 'STOP'],
        [90, 'START'],
      ]).answers.slice(1),
    ).toEqual([[], []]);
  });

  test('does what an unsafe number, a danger and an end ask for', () => {
    const known = { category: 'email_account_takeover', accountKind: 'email' } as const;
    const beginning = [0, 'my email is hacked, still going', known] as const;
    const effects = (text: string) => play([beginning, [60, text, known]]).turns[1]?.effects;
    expect(effects('2 jane@elsewhere.example')).toEqual(['answered', 'number-unsafe', 'contact-given']);
    expect(effects('1 and jane@elsewhere.example')).toEqual(['answered']);
    expect(effects('3')).toEqual(['answered', 'endangered']);
    expect(effects('fini')).toEqual(['says-over']);
  });

  test('switches its language, and asks what was asked in it', () => {
    const { answers, state } = play([
      [0, 'Something is wrong'],
      [60, 'Français'],
    ]);
    expect([answers[1], state?.language]).toEqual([['language', 'account'], 'fr']);
  });

  test('asks nothing more after a day of silence, and begins anew for another incident', () => {
    const tomorrow = conversationEndsMs / 1_000 + 60;
    expect(
      play([
        [0, 'Hacked'],
        [tomorrow, 'It is back'],
      ]).answers[1],
    ).toEqual(['noted']);
    expect(
      play([
        [0, 'Hacked'],
        [60, 'Another thing', { incidentId: 'two' }],
      ]).answers[1],
    ).toEqual(['acknowledgement', 'account']);
  });

  test('confirms a burst of notes once, and thanks not at all', () => {
    const done = { category: 'ddos', accountKind: 'website', endangered: true } as const;
    const { answers } = play([
      [0, 'site down', done],
      [60, '1', done],
      [120, 'note one', done],
      [125, 'note two', done],
      [300, 'merci!', done],
    ]);
    expect(answers.slice(1)).toEqual([['finished'], ['noted'], [], []]);
  });

  test('never answers with more than three texts, never asks two questions at once, and ends every question', () => {
    const words = fc.constantFrom(
      '1',
      '2',
      '3',
      'oui',
      'no',
      'HELP',
      'STOP',
      'STATUS',
      'over',
      'français',
      'hm',
      '🆘',
      '',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 5, max: 5_000 }), words), { maxLength: 30 }), (texts) => {
        let at = 0;
        const { answers, state } = play([
          [0, 'Something is wrong'] as const,
          ...texts.map(([wait, text]) => [(at += wait), text] as const),
        ]);
        expect(Math.max(...answers.map((each) => each.length))).toBeLessThanOrEqual(3);
        const asked = answers.flat().filter((each) => ['account', 'active', 'safety'].includes(each));
        // Each at most twice, and once more where the language is switched.
        expect(asked.length).toBeLessThanOrEqual(6 + answers.flat().filter((each) => each === 'language').length);
        expect((state?.pending === null) === (state?.pendingSince === null)).toBe(true);
      }),
    );
  });
});

const parts = (...bodies: readonly string[]) => bodies.map((body, index) => ({ body, receivedAt: after(index) }));

describe('parts of one text', () => {
  test.each([
    ['(1/3) This is', 1, 3],
    ['2/3 and then', 2, 3],
    ['[3 of 3] the end', 3, 3],
    ['the end (3/3)', 3, 3],
    ['(2 de 2) fin', 2, 2],
  ])('%j says which it is', (body, number, of) => {
    expect(partMark(body)).toEqual({ number, of });
  });

  test.each(['5/6 of our staff got it', '24/7 hotline', 'on 10/5 we', 'no mark', '1/1 x', '9/3 x'])(
    '%j does not, or is harmless where it seems to',
    (body) => {
      const mark = partMark(body);
      expect(mark === null || mark.number <= mark.of).toBe(true);
    },
  );

  test('are put in their order, whatever order they came in', () => {
    expect(joinTexts(parts('(2/3) into our voter', '(1/3) Someone got', '(3/3) list'))).toBe(
      'Someone got\ninto our voter\nlist',
    );
  });

  test('grow together where a carrier cut a word', () => {
    const whole = `${'a long sentence about what happened '.repeat(4)}and then the pass`;
    const head = whole.slice(0, 153).padEnd(153, 'x');
    expect(joinTexts(parts(head, 'word was gone'))).toBe(`${head}word was gone`);
    expect(joinTexts(parts('Short.', 'next'))).toBe('Short.\nnext');
  });

  test('lose nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 6 }), (bodies) => {
        const joined = joinTexts(parts(...bodies.map((body) => `x${body}x`)));
        for (const body of bodies) expect(joined).toContain(`x${body}x`.trim());
      }),
    );
  });
});
