import { z } from 'zod';
import { placeholdersIn } from './render-template.js';
import { language, phone, text } from './settings.js';

const telephoneKey = z.string('a key of a telephone in quotes').regex(/^[0-9*#]$/, 'a key of a telephone in quotes');
const digit = z.string('a digit in quotes').regex(/^\d$/, 'a digit in quotes');

/** Everything that is spoken, and the placeholders each may use. */
const spokenPlaceholders = {
  menu: ['emergency', 'key'],
  connecting: [],
  next: [],
  whisper: ['reference', 'language', 'key'],
  gone: [],
  unanswered: [],
  leaveMessage: ['key'],
  leaveMessageHidden: ['key'],
  recorded: ['reference'],
  recordedHidden: ['reference'],
  nothingSaid: ['reference', 'address'],
  afterTalk: ['reference'],
  closed: [],
  down: ['emergency'],
  downWhisper: ['key'],
  downMessage: ['key', 'address'],
} as const satisfies Record<string, readonly string[]>;

export type SpokenKey = keyof typeof spokenPlaceholders;
export type SpokenValues<K extends SpokenKey> = Readonly<
  Record<(typeof spokenPlaceholders)[K][number], string | number>
>;
const spokenKeys = Object.keys(spokenPlaceholders) as SpokenKey[];

/** One sentence in both languages, which uses the placeholders it may and leaves out none it must say. */
const spoken = (key: SpokenKey) => {
  const allowed: readonly string[] = spokenPlaceholders[key];
  const said = text.superRefine((template, context) => {
    const used = placeholdersIn(template);
    const odd = [...used].find((name) => !allowed.includes(name));
    if (odd !== undefined) {
      const names = allowed.map((name) => `{${name}}`).join(', ');
      context.addIssue({ code: 'custom', message: `a text that uses ${names || 'no placeholder'}` });
    }
    const missing = ['key', 'emergency'].find((name) => allowed.includes(name) && !used.has(name));
    if (missing !== undefined) context.addIssue({ code: 'custom', message: `a text that says {${missing}}` });
  });
  return z.strictObject({ en: said, fr: said }).readonly();
};

const languageNames = z.strictObject({ en: text, fr: text, both: text }).readonly();

const words = z
  .strictObject({
    ...(Object.fromEntries(spokenKeys.map((key) => [key, spoken(key)])) as Record<
      SpokenKey,
      ReturnType<typeof spoken>
    >),
    languageOf: z.strictObject({ en: languageNames, fr: languageNames }).readonly(),
  })
  .readonly();

export const voiceFile = z
  .strictObject({
    first: language,
    menu: z
      .strictObject({
        keys: z
          .strictObject({ en: digit, fr: digit })
          .refine((keys) => keys.en !== keys.fr, { path: ['fr'], message: 'another key than for English' })
          .readonly(),
        times: z.int().min(1).max(3),
        waitSeconds: z.int().min(1).max(15),
      })
      .readonly(),
    dial: z
      .strictObject({
        ringSeconds: z.int().min(5).max(20, 'at most 20: after that most voicemails answer'),
        mostPeople: z.int().min(1).max(8),
        takeKey: digit,
        takeSeconds: z.int().min(3).max(20),
        longestMinutes: z.int().min(5).max(240),
      })
      .readonly(),
    limits: z
      .strictObject({
        minutes: z.int().min(1).max(60),
        fromOneNumber: z.int().min(1).max(1_000),
        hidden: z.int().min(1).max(10_000),
      })
      .readonly(),
    recording: z
      .strictObject({
        // 25 MiB of uncompressed telephone sound are 27 minutes.
        longestSeconds: z.int().min(30).max(1_200),
        silenceSeconds: z.int().min(3).max(30),
        finishKey: telephoneKey,
        transcribe: z.array(language).max(2).readonly(),
        deleteAtCarrier: z.boolean(),
      })
      .readonly(),
    fallbackPhone: phone.optional(),
    words,
  })
  .readonly();
export type VoiceSettings = z.output<typeof voiceFile>;
