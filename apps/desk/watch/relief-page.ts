import type { Messages } from '#config';
import { escape, layout } from '../link-page.js';
import type { ReliefView } from './take-over-by-link.js';

/** The page behind the link of a hand-off, whole: it needs no script and works on any phone. */
export function reliefPage(view: ReliefView, messages: Messages, consoleUrl: string): string {
  const words = texts[view.language];
  const named: Readonly<Record<string, string>> = messages.severities;
  const incidents = view.incidents.map(
    ({ reference, severity }) => `<li>${escape(reference)} · ${escape(named[severity] ?? severity)}</li>`,
  );
  const button = `<form method="post"><button>${words.take}</button></form>`;
  const link = `<p><a href="${escape(consoleUrl)}">${words.console}</a></p>`;
  return layout(
    view.language,
    view.schedule,
    `<h1>${escape(view.schedule)}</h1>
    ${view.outgoing === null ? '' : `<p>${escape(words.before(view.outgoing))}</p>`}
    <p role="status">${words[view.state]}</p>
    <ul>${incidents.join('')}</ul>
    ${view.state === 'offered' ? button : link}`,
  );
}

const texts = {
  en: {
    take: 'I take over',
    console: 'Open the console',
    before: (name: string) => `Before you: ${name}.`,
    offered: 'The watch is yours now. Press the button to take over what is open.',
    taken: 'You have taken over. These incidents are yours.',
    lapsed: 'Nobody took over in time, so these incidents page anew. Answer those pages.',
  },
  fr: {
    take: 'Je prends la relève',
    console: 'Ouvrir la console',
    before: (name: string) => `Avant vous\u00A0: ${name}.`,
    offered: 'La garde est maintenant à vous. Appuyez sur le bouton pour reprendre ce qui est ouvert.',
    taken: 'Vous avez pris la relève. Ces incidents sont à vous.',
    lapsed: 'Personne n’a pris la relève à temps\u00A0: ces incidents appellent de nouveau. Répondez à ces appels.',
  },
} as const;
