import type { Messages } from '#config';
import type { LinkAnswer, LinkView } from './answer-by-link.js';

/** The page behind a one-time link, whole: it needs no script and works on any phone. */
export function linkPage({ page, answer }: LinkView, messages: Messages, consoleUrl: string): string {
  const words = texts[page.language];
  const severity = messages.severities[page.severity];
  const kind = Object.entries(messages.kinds).find(([key]) => key === page.category)?.[1] ?? messages.kinds.other;
  const link = `<p><a href="${escape(`${consoleUrl}incidents/${page.incidentId}`)}">${words.console}</a></p>`;
  return layout(
    page.language,
    page.reference,
    `<p class="severity ${page.severity}">${escape(severity)}</p>
    <h1>${escape(kind)}</h1>
    <p class="reference">${escape(page.reference)}</p>
    <p role="status">${escape(sentence(answer, page.language))}</p>
    ${mayAnswer(answer) ? buttons(page.language, answer.kind === 'open') : link}`,
  );
}

/** The same page for a link that was never sent and for one that has lost its person: it tells nothing apart. */
export function unknownLinkPage(language: 'en' | 'fr'): string {
  const { unknown, unknownHelp } = texts[language];
  return layout(language, unknown, `<h1>${unknown}</h1>\n    <p>${unknownHelp}</p>`);
}

/** Whoever passed it on or put it off may still take it. */
function mayAnswer({ kind }: LinkAnswer): boolean {
  return kind === 'open' || kind === 'passed-on' || kind === 'put-off' || kind === 'too-late';
}

/** Every button posts the same form: it needs no script, and a program that follows links presses none. */
function buttons(language: 'en' | 'fr', isOpen: boolean): string {
  const words = texts[language];
  const others = [
    `<button class="other" formaction="?answer=decline">${words.decline}</button>`,
    `<button class="other" formaction="?answer=escalate">${words.escalate}</button>`,
    ...[5, 15, 30].map(
      (minutes) =>
        `<button class="other" formaction="?answer=snooze&amp;minutes=${minutes}">${words.snooze(minutes)}</button>`,
    ),
  ];
  const take = `<button formaction="?answer=acknowledge">${words.take}</button>`;
  return `<form method="post">${[take, ...(isOpen ? others : [])].join('')}</form>`;
}

function sentence(answer: LinkAnswer, language: 'en' | 'fr'): string {
  const words = texts[language];
  if (answer.kind === 'taken') return words.taken(answer.byName);
  return answer.kind === 'put-off' ? words.putOff(answer.minutes) : words[answer.kind];
}

export function layout(language: 'en' | 'fr', title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex, nofollow">
    <title>${escape(title)} · Vigil</title>
    <link rel="stylesheet" href="/ack/style.css">
  </head>
  <body>
    <main>
    ${body}
    </main>
  </body>
</html>
`;
}

export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const texts = {
  en: {
    take: 'I have it',
    decline: 'Not me: wake the next person',
    escalate: 'Pass it up now',
    snooze: (minutes: number) => `Wake me again in ${minutes} minutes`,
    console: 'Open it in the console',
    open: 'Nobody has this incident yet. Press the button to take it; the others stop being woken.',
    yours: 'This incident is yours.',
    'passed-on': 'You passed it on: somebody else is being woken. You can still take it.',
    putOff: (minutes: number | null) =>
      `You put it off${minutes === null ? '' : ` for ${minutes} minutes`}: then you are woken again. You can still take it now.`,
    'too-late': 'Too late for that: somebody else is being woken already. You can still take it.',
    shared: 'Thank you, you are counted. Somebody else is woken too: this incident needs more than one.',
    closed: 'This incident is closed. You need do nothing.',
    taken: (name: string) => `${name} already has it. You need do nothing.`,
    unknown: 'This link does not work',
    unknownHelp: 'Answer the text message instead, or open the console.',
  },
  fr: {
    take: 'Je m’en occupe',
    decline: 'Pas moi\u00A0: réveiller la personne suivante',
    escalate: 'Transmettre plus haut maintenant',
    snooze: (minutes: number) => `Me réveiller de nouveau dans ${minutes} minutes`,
    console: 'L’ouvrir dans la console',
    open: 'Personne ne s’occupe encore de cet incident. Appuyez sur le bouton pour le prendre en charge\u00A0; les autres ne seront plus réveillés.',
    yours: 'Cet incident est à vous.',
    'passed-on': 'Vous l’avez transmis\u00A0: on réveille quelqu’un d’autre. Vous pouvez encore le prendre en charge.',
    putOff: (minutes: number | null) =>
      `Vous l’avez reporté${minutes === null ? '' : ` de ${minutes} minutes`}\u00A0: on vous réveillera de nouveau. Vous pouvez encore le prendre en charge maintenant.`,
    'too-late':
      'Trop tard pour cela\u00A0: on réveille déjà quelqu’un d’autre. Vous pouvez encore le prendre en charge.',
    shared: 'Merci, vous êtes compté. On réveille aussi quelqu’un d’autre\u00A0: il faut plus d’une personne.',
    closed: 'Cet incident est clos. Vous n’avez rien à faire.',
    taken: (name: string) => `${name} s’en occupe déjà. Vous n’avez rien à faire.`,
    unknown: 'Ce lien ne fonctionne pas',
    unknownHelp: 'Répondez plutôt au texto, ou ouvrez la console.',
  },
} as const;

export const linkStyle = `:root { color-scheme: light dark; font: 18px/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 30rem; margin: 0 auto; padding: 2rem 1.25rem; }
h1 { margin: .25rem 0; font-size: 1.6rem; line-height: 1.2; }
.severity { display: inline-block; margin: 0; padding: .1rem .6rem; border: 2px solid; border-radius: .3rem; font-weight: 700; }
.critical, .high { color: #b3141f; }
.reference { margin: 0; font-family: ui-monospace, monospace; letter-spacing: .05em; }
button { width: 100%; min-height: 3.5rem; border: 0; border-radius: .5rem; background: #0b4f9e; color: #fff; font: inherit; font-weight: 700; }
button.other { min-height: 3rem; margin-top: .75rem; border: 2px solid; background: none; color: inherit; font-weight: 400; }
button:focus-visible, a:focus-visible { outline: 3px solid #e8a200; outline-offset: 3px; }
@media (prefers-color-scheme: dark) { .critical, .high { color: #ff8a8a; } button:not(.other) { background: #8fc1ff; color: #06213f; } }
`;
