import type { TimelineView } from '#contracts';

type TimelineEntry = TimelineView['entries'][number];

type Sentence = (part: (key: string) => string) => string;

/** How the timeline tells of trust: what was chosen, who was verified, what was marked. No code ever stands in an entry. */
const sentences: Readonly<Record<'en' | 'fr', Readonly<Record<string, Sentence>>>> = {
  en: {
    'channel.chosen': (part) => `Channel chosen: ${part('considered')}`,
    'channel.marked': (part) => `Marked ${part('to')} as ${part('state') === 'safe' ? 'safe again' : 'compromised'}`,
    'verification.requested': (part) => `Sent a one-time code to ${part('to')}`,
    'verification.attempted': (part) => `A wrong code was entered, tries left: ${part('triesLeft')}`,
    'verification.failed': (part) =>
      part('outcome') === 'expired' ? 'The code had expired' : 'Five wrong codes: the code is void',
    'reporter.verified': (part) =>
      part('method') === 'call-back'
        ? `Verified the reporter by calling ${part('to')}; ${part('answeredBy')} answered`
        : `Verified the reporter by the code sent to ${part('to')}`,
    'channel.change-requested': (part) => `The reporter wants answers at ${part('to')}: codes were sent`,
    'channel.change-attempted': (part) =>
      part('outcome') === 'too-many'
        ? `Five wrong codes for answers at ${part('to')}: the code is void`
        : `A wrong code was entered for answers at ${part('to')}`,
    'channel.change-proven': (part) =>
      part('side') === 'new'
        ? `The code sent to ${part('to')} was entered: it reaches the reporter`
        : `The code over the old channel was entered, for answers at ${part('to')}`,
    'channel.change-confirmed': (part) =>
      part('by') === 'call'
        ? `Answers go to ${part('to')} from now on; ${part('answeredBy')} confirmed it on the telephone`
        : `Answers go to ${part('to')} from now on; the old channel confirmed it`,
    'channel.change-refused': (part) => `Refused that answers go to ${part('to')}: ${part('reason')}`,
    'reporter.lost-code': (part) =>
      part('outcome') === 'sent'
        ? `The receipt code was said to be lost: a new one was sent to ${part('to')}`
        : 'The receipt code was said to be lost; no verified address is known to send a new one to',
    'gate.overridden': (part) => `Sent this one message to ${part('to')}, against the gate`,
    'delivery.barred': (part) =>
      part('because') === 'opted-out'
        ? `Nothing went to ${part('to')}: texts are not wanted there (STOP)`
        : `Nothing went to ${part('to')}: it is said to be compromised`,
  },
  fr: {
    'channel.chosen': (part) => `Canal choisi\u00A0: ${part('considered')}`,
    'channel.marked': (part) =>
      `A marqué ${part('to')} comme ${part('state') === 'safe' ? 'de nouveau sûre' : 'compromise'}`,
    'verification.requested': (part) => `A envoyé un code à usage unique à ${part('to')}`,
    'verification.attempted': (part) => `Un code erroné a été entré, essais restants\u00A0: ${part('triesLeft')}`,
    'verification.failed': (part) =>
      part('outcome') === 'expired' ? 'Le code était expiré' : 'Cinq codes erronés\u00A0: le code est annulé',
    'reporter.verified': (part) =>
      part('method') === 'call-back'
        ? `Identité vérifiée par un appel à ${part('to')}; réponse de ${part('answeredBy')}`
        : `Identité vérifiée par le code envoyé à ${part('to')}`,
    'channel.change-requested': (part) => `Veut nos réponses à ${part('to')}\u00A0: des codes sont partis`,
    'channel.change-attempted': (part) =>
      part('outcome') === 'too-many'
        ? `Cinq codes erronés pour des réponses à ${part('to')}\u00A0: le code est annulé`
        : `Un code erroné a été entré pour des réponses à ${part('to')}`,
    'channel.change-proven': (part) =>
      part('side') === 'new'
        ? `Le code envoyé à ${part('to')} a été entré\u00A0: l’adresse joint la personne`
        : `Le code envoyé par l’ancien canal a été entré, pour des réponses à ${part('to')}`,
    'channel.change-confirmed': (part) =>
      part('by') === 'call'
        ? `Les réponses vont désormais à ${part('to')}; confirmé au téléphone par ${part('answeredBy')}`
        : `Les réponses vont désormais à ${part('to')}; confirmé par l’ancien canal`,
    'channel.change-refused': (part) => `A refusé que les réponses aillent à ${part('to')}\u00A0: ${part('reason')}`,
    'reporter.lost-code': (part) =>
      part('outcome') === 'sent'
        ? `Le code de reçu serait perdu\u00A0: un nouveau est parti à ${part('to')}`
        : 'Le code de reçu serait perdu; aucune adresse vérifiée où en envoyer un autre',
    'gate.overridden': (part) => `A envoyé ce seul message à ${part('to')}, malgré le contrôle`,
    'delivery.barred': (part) =>
      part('because') === 'opted-out'
        ? `Rien n’est parti vers ${part('to')}\u00A0: les textos n’y sont pas voulus (ARRET)`
        : `Rien n’est parti vers ${part('to')}\u00A0: cette adresse est dite compromise`,
  },
};

const contents = {
  en: { full: 'gets it', neutral: 'gets a neutral receipt', nothing: 'gets nothing' },
  fr: { full: 'le reçoit', neutral: 'reçoit un accusé neutre', nothing: 'ne reçoit rien' },
} as const;

const findings: Readonly<Record<'en' | 'fr', Readonly<Record<string, string>>>> = {
  en: {
    verified: 'verified',
    'stated-safe': 'named as safe',
    'came-from': 'the report came from here',
    override: 'a manager’s choice',
    compromised: 'compromised',
    'phone-taken': 'telephone in doubt',
    'opted-out': 'wants no texts (STOP)',
    unproven: 'unproven',
    unverified: 'not verified',
    'less-safe': 'a safer one is known',
  },
  fr: {
    verified: 'vérifiée',
    'stated-safe': 'indiquée comme sûre',
    'came-from': 'le signalement en vient',
    override: 'choix d’une ou d’un gestionnaire',
    compromised: 'compromise',
    'phone-taken': 'téléphone incertain',
    'opted-out': 'ne veut pas de textos (ARRET)',
    unproven: 'sans preuve',
    unverified: 'non vérifiée',
    'less-safe': 'une plus sûre est connue',
  },
};

/** Null when the entry is not about trust. Parts that are missing are left out. */
export function tellTrust({ type, data }: TimelineEntry, language: 'en' | 'fr'): string | null {
  const sentence = Object.hasOwn(sentences[language], type) ? sentences[language][type] : undefined;
  if (sentence === undefined) return null;
  return sentence((key) => {
    const value = data[key];
    if (key === 'considered') return tellConsidered(value, language);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '…';
  });
}

function tellConsidered(value: unknown, language: 'en' | 'fr'): string {
  if (!Array.isArray(value)) return '…';
  return value
    .flatMap((item: unknown) => {
      if (typeof item !== 'object' || item === null) return [];
      const { to, content, because } = item as Readonly<Record<string, unknown>>;
      const gets =
        content === 'full' || content === 'neutral' ? contents[language][content] : contents[language].nothing;
      const why = typeof because === 'string' ? (findings[language][because] ?? because) : '';
      return [`${String(to)} ${gets} (${why})`];
    })
    .join('; ');
}
