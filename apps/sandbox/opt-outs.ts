import type { Carrier } from './carrier.js';

type OptOutType = 'STOP' | 'START';

const words: readonly (readonly [OptOutType, 'en' | 'fr', readonly string[]])[] = [
  ['STOP', 'en', ['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout']],
  ['STOP', 'fr', ['arret', 'desabonner']],
  ['START', 'en', ['start', 'unstop']],
  ['START', 'fr', ['debut']],
];

/** What the carrier answers by itself, as its customer has set it up in both languages. */
const answers = {
  STOP: {
    en: 'You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.',
    fr: 'Vous êtes désabonné. Vous ne recevrez plus de messages de ce numéro. Répondez DEBUT pour vous réabonner.',
  },
  START: {
    en: 'You have successfully been re-subscribed to messages from this number. Reply STOP to unsubscribe.',
    fr: 'Vous êtes de nouveau abonné aux messages de ce numéro. Répondez ARRET pour vous désabonner.',
  },
} as const;

/** The carrier's own reading of a text that is one of its keywords and nothing else; null for any other text. */
export function readOptOut(body: string): { readonly type: OptOutType; readonly answer: string } | null {
  const word = body
    .normalize('NFKD')
    .replace(/[^a-z]/gi, '')
    .toLowerCase();
  if (body.length > 20) return null;
  const found = words.find(([, , spellings]) => spellings.includes(word));
  return found === undefined ? null : { type: found[0], answer: answers[found[0]][found[1]] };
}

/** Whether a phone's last keyword was a STOP: then the carrier takes no text for it (error 21610). */
export function hasOptedOut(carrier: Carrier, phone: string): boolean {
  return (
    carrier.log
      .all()
      .filter((record) => record.kind === 'sms')
      .filter(({ direction, from }) => direction === 'inbound' && from === phone)
      .map(({ body }) => readOptOut(body)?.type)
      .findLast((type) => type !== undefined) === 'STOP'
  );
}
