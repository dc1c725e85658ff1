import { categories, noticeFacts, type NoticeKind, noticeKinds, severities, toGsm7 } from '#domain';
import { z } from 'zod';
import { ConfigError } from './config-error.js';
import { placeholdersIn, renderTemplate } from './render-template.js';
import { text } from './settings.js';

/**
 * Every text that goes out, and the placeholders each may use. The neutral ones use none: they go where an attacker may read.
 * Keys that end in `-sms` are texts, in `-subject` the subjects of mails.
 */
export const templatePlaceholders = {
  'ack-email-subject': ['reference'],
  'ack-email-body': ['reference', 'receiptCode', 'steps', 'followUpUrl', 'hotline', 'hotlinePhone'],
  'ack-sms': ['reference', 'receiptCode', 'steps', 'followUpUrl'],
  'neutral-email-subject': [],
  'neutral-email-body': ['hotline', 'hotlinePhone'],
  'neutral-sms': [],
  'after-cutoff-email-subject': ['reference'],
  'after-cutoff-email-body': ['reference', 'hotline', 'lastDay', 'advice'],
  'after-cutoff-sms': ['reference', 'lastDay', 'advice'],
  'page-sms': ['severity', 'reference', 'kind', 'code', 'link'],
  'page-push-title': ['severity', 'kind'],
  'page-push-body': ['reference', 'code'],
  'pages-sms': ['count', 'list', 'link'],
  'pages-voice': ['count', 'severity', 'reference', 'kind', 'name'],
  'pages-email-subject': ['count'],
  'pages-email-body': ['count', 'list', 'link', 'name'],
  'page-voice': ['severity', 'reference', 'kind', 'name'],
  'page-voice-keys': [],
  'page-voice-taken': ['reference'],
  'page-voice-shared': ['reference'],
  'page-voice-passed-on': ['reference'],
  'page-voice-already': ['reference', 'name'],
  'page-voice-over': ['reference'],
  'page-voice-no-key': [],
  'method-code-sms': ['code', 'minutes'],
  'method-code-voice': ['code', 'minutes'],
  'method-code-email-subject': [],
  'method-code-email-body': ['code', 'minutes'],
  'page-email-subject': ['severity', 'reference', 'kind', 'code'],
  'page-email-body': ['severity', 'reference', 'kind', 'code', 'link', 'openedAt', 'name'],
  'page-taken-sms': ['reference', 'name'],
  'page-taken-email-subject': ['reference', 'name'],
  'page-taken-email-body': ['reference', 'name'],
  'page-stand-down-sms': ['reference'],
  'page-ack-confirmed-sms': ['reference', 'link'],
  'page-already-taken-sms': ['reference', 'name'],
  'page-escalated-sms': ['reference'],
  'page-snoozed-sms': ['reference', 'minutes'],
  'page-too-late-sms': ['reference', 'code'],
  'page-ack-in-part-sms': ['reference', 'missing'],
  'reply-email-subject': [],
  'reply-help-sms': ['code'],
  'reply-which-sms': ['codes'],
  'reply-nothing-open-sms': [],
  'message-email-subject': ['reference'],
  'message-email-body': ['reference', 'text', 'followUpUrl', 'hotline', 'hotlinePhone'],
  'message-sms': ['reference', 'text'],
  'answer-question-account-sms': [],
  'answer-question-active-sms': [],
  'answer-question-safety-sms': [],
  'answer-noted-sms': ['reference'],
  'answer-finished-sms': ['reference'],
  'answer-status-sms': ['reference', 'status'],
  'answer-steps-sms': ['reference', 'steps'],
  'answer-over-sms': ['reference'],
  'answer-danger-sms': ['reference'],
  'answer-language-sms': [],
  'answer-verified-sms': ['reference'],
  'answer-code-wrong-sms': ['reference', 'hotlinePhone'],
  'keyword-help-sms': [],
  'verify-sms': ['reference', 'code', 'verifyUrl', 'hotlinePhone'],
  'verify-email-subject': [],
  'verify-email-body': ['reference', 'code', 'minutes', 'verifyUrl', 'hotline', 'hotlinePhone'],
  'channel-new-sms': ['code', 'hotlinePhone'],
  'channel-new-email-subject': [],
  'channel-new-email-body': ['code', 'minutes', 'followUpUrl', 'hotline', 'hotlinePhone'],
  'channel-old-sms': ['reference', 'to', 'code', 'hotlinePhone'],
  'channel-old-email-subject': [],
  'channel-old-email-body': ['reference', 'to', 'code', 'minutes', 'followUpUrl', 'hotline', 'hotlinePhone'],
  'new-code-sms': ['reference', 'receiptCode', 'followUpUrl', 'hotlinePhone'],
  'new-code-email-subject': [],
  'new-code-email-body': ['reference', 'receiptCode', 'followUpUrl', 'hotline', 'hotlinePhone'],
  'watch-swap-offered-sms': ['name', 'schedule', 'from', 'to', 'code'],
  'watch-swap-taken-sms': ['name', 'schedule', 'from', 'to'],
  'watch-shift-near-sms': ['schedule', 'from', 'to'],
  'watch-handoff-sms': ['schedule', 'count', 'link'],
  'watch-handoff-email-subject': ['schedule', 'count'],
  'watch-handoff-email-body': ['schedule', 'count', 'outgoing', 'incidents', 'link', 'until'],
  'watch-email-subject': [],
  'watch-email-body': ['what'],
  'reply-swap-taken-sms': ['schedule', 'from', 'to'],
  'reply-swap-gone-sms': ['name'],
  'reply-swap-refused-sms': [],
  'reply-shift-confirmed-sms': ['schedule', 'from'],
  'reply-taken-over-sms': ['count'],
  'reply-nothing-waits-sms': [],
  'notice-sms': ['what', 'runbook'],
  'notice-email-subject': [],
  'notice-email-body': ['what', 'runbook'],
  'urgent-notice-sms': ['what', 'console', 'runbook'],
  'urgent-notice-email-body': ['what', 'console', 'runbook'],
} as const satisfies Record<string, readonly string[]>;

export type TemplateKey = keyof typeof templatePlaceholders;
export type PlaceholderOf<K extends TemplateKey> = (typeof templatePlaceholders)[K][number];
export type ValuesOf<K extends TemplateKey> = Readonly<Record<PlaceholderOf<K>, string | number>>;
export const templateKeys = Object.keys(templatePlaceholders) as TemplateKey[];

/** What the follow-up page says about where a report stands. */
export const followUpStatuses = [
  'received',
  'triaged',
  'contained',
  'recovering',
  'resolved',
  'closed',
  'after-cutoff',
  'no-incident',
] as const;

/** What pages and screens call a kind of incident: every category of the rules, and a name for what a later rule may add. */
export const incidentKinds = [...categories, 'other'] as const;

/** The longest page that fits in one text of the GSM 7-bit alphabet. */
const longestPage = 160;

/** Values as long as they get, to measure a page with. */
const typicalPage = { reference: 'K7Q4-MPX', code: 482, link: 'https://hotline.example/p/abcdefghijklmnopqrstuv' };

const template = (name: TemplateKey) =>
  text.superRefine((value, context) => {
    const allowed: readonly string[] = templatePlaceholders[name];
    for (const used of placeholdersIn(value)) {
      if (!allowed.includes(used)) {
        const choice =
          allowed.length === 0
            ? 'no placeholders'
            : `only the placeholders ${allowed.map((item) => `{${item}}`).join(' ')}`;
        context.addIssue({ code: 'custom', message: choice });
      }
    }
    if (name.endsWith('-subject') && value.includes('\n')) context.addIssue({ code: 'custom', message: 'one line' });
  });

const templates = z.strictObject(
  Object.fromEntries(templateKeys.map((name) => [name, template(name)])) as Record<
    TemplateKey,
    ReturnType<typeof template>
  >,
);

/** What a responder's message may begin from: whole sentences, with these names filled in. */
export const starterPlaceholders = ['reference', 'hotlinePhone'] as const;

const starterText = text.superRefine((value, context) => {
  const known: readonly string[] = starterPlaceholders;
  if ([...placeholdersIn(value)].some((used) => !known.includes(used))) {
    const choice = known.map((item) => `{${item}}`).join(' ');
    context.addIssue({ code: 'custom', message: `only the placeholders ${choice}` });
  }
});

const starters = z
  .record(z.string().regex(/^[a-z][a-z-]{0,40}$/), z.strictObject({ title: text, text: starterText }).readonly())
  .default({})
  .readonly();

/** One sentence for each notice, which names its facts. */
const notices = z
  .strictObject(
    Object.fromEntries(noticeKinds.map((kind) => [kind, noticeSentence(kind)])) as Record<NoticeKind, typeof text>,
  )
  .readonly();

function noticeSentence(kind: NoticeKind): typeof text {
  const allowed: readonly string[] = noticeFacts[kind];
  return text.superRefine((value, context) => {
    if ([...placeholdersIn(value)].some((used) => !allowed.includes(used))) {
      const choice = allowed.map((item) => `{${item}}`).join(' ');
      context.addIssue({ code: 'custom', message: `only the placeholders ${choice}` });
    }
  });
}

export const messagesFile = z
  .strictObject({
    templates: templates.readonly(),
    severities: z.record(z.enum(severities), text).readonly(),
    statuses: z.record(z.enum(followUpStatuses), text).readonly(),
    kinds: z.record(z.enum(incidentKinds), text).readonly(),
    notices,
    starters,
  })
  .superRefine(({ templates: all, severities: names, kinds }, context) => {
    const known: readonly string[] = templatePlaceholders['page-sms'];
    if ([...placeholdersIn(all['page-sms'])].some((name) => !known.includes(name))) return;
    const lengths = Object.values(kinds).flatMap((kind) =>
      Object.values(names).map(
        (severity) => toGsm7(renderTemplate(all['page-sms'], { ...typicalPage, severity, kind })).length,
      ),
    );
    const length = Math.max(...lengths);
    if (length <= longestPage) return;
    context.addIssue({
      code: 'custom',
      path: ['templates', 'page-sms'],
      message: `at most ${longestPage} characters with the longest severity and kind (they give ${length})`,
    });
  })
  .readonly();
export type Messages = z.output<typeof messagesFile>;
export type IncidentKind = (typeof incidentKinds)[number];
export type FollowUpStatus = (typeof followUpStatuses)[number];

/** Both languages must say the same: a placeholder in one belongs in the other. Throws a ConfigError that names the key. */
export function checkParity(en: Messages, fr: Messages): void {
  for (const [have, lack, other] of [
    [en, fr, 'fr'],
    [fr, en, 'en'],
  ] as const) {
    const missing = Object.keys(have.starters).find((key) => !Object.hasOwn(lack.starters, key));
    if (missing === undefined) continue;
    throw new ConfigError(`messages.${other}.yaml`, `starters.${missing}`, 'expected it as in the other language');
  }
  for (const name of templateKeys) {
    const used = { en: placeholdersIn(en.templates[name]), fr: placeholdersIn(fr.templates[name]) };
    for (const [have, lack] of [
      ['en', 'fr'],
      ['fr', 'en'],
    ] as const) {
      const missing = [...used[have]].find((item) => !used[lack].has(item));
      if (missing === undefined) continue;
      throw new ConfigError(
        `messages.${lack}.yaml`,
        `templates.${name}`,
        `expected {${missing}} as in messages.${have}.yaml, found no such placeholder`,
      );
    }
  }
}
