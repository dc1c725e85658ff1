import { answeredPage, mayAskAgain, parseReply, readKeyword } from '#domain';
import { type Answer, NotOurs } from './oncall-case.js';

interface GivenReply {
  readonly context: {
    readonly known: boolean;
    readonly last_alert?: number;
    readonly alerts: Readonly<Record<string, 'open' | 'acked' | 'closed'>>;
    readonly bundles?: Readonly<Record<string, string>>;
  };
  readonly body: string;
  readonly reply_contains?: readonly string[];
}

const customs: readonly (readonly [RegExp, string])[] = [
  [/^close/, 'an incident is closed in the console, with what was done about it, not by a word from a phone'],
  [/^\d\s?a$/, 'codes have three digits or more: a stray number in a text is no answer'],
  [/^\d+aa$/, 'each incident is taken by itself: taking all at once would leave those that nobody looked at'],
];

/** Words are each system's own: of the answer, what it means is compared. */
export const replyCases: Readonly<Record<string, Answer>> = {
  'reply.sms': ({ context, body, reply_contains: words = [] }: GivenReply) => {
    const custom = customs.find(([pattern]) => pattern.test(body));
    if (custom !== undefined) throw new NotOurs(custom[1]);
    if (readKeyword(body)?.kind === 'start') return { action: 'enable_number' };
    if (!context.known) throw new NotOurs('whoever writes from a number that nobody knows reports something');
    const meaning = parseReply(body);
    const pages = Object.entries(context.alerts).map(([alert, state]) => ({ code: alert, incidentId: alert, state }));
    const open = pages.filter(({ state }) => state === 'open');
    if (meaning.kind === 'unknown' || meaning.kind === 'help') return { action: 'none', reply_contains: words };
    const page = answeredPage(pages, open, meaning.code);
    const action = meaning.kind === 'acknowledge' ? 'ack' : meaning.kind;
    return { action: page === null ? 'none' : action, alert: Number(page?.code), reply_contains: words };
  },
  'reply.limit': ({ script }: { readonly script: readonly { readonly body: string; readonly times: number }[] }) => {
    const earlier: boolean[] = [];
    const replies = script.map(({ body, times }) => {
      let answered = 0;
      for (let time = 0; time < times; time += 1) {
        const understood = parseReply(body === '<valid ack>' ? 'ack 198' : body).kind === 'acknowledge';
        if (understood || mayAskAgain(earlier)) answered += 1;
        earlier.unshift(understood);
      }
      return answered;
    });
    return { replies };
  },
  'contact.verification_expiry': () => {
    throw new NotOurs(
      'a way whose code was not entered stays on its person’s page, where another can be asked for, and is never used',
    );
  },
};
