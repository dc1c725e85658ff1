import type { TimelineView } from '#contracts';

type TimelineEntry = TimelineView['entries'][number];
type Language = 'en' | 'fr';
type Names = Readonly<Record<string, string>>;

const sentences: Readonly<Record<Language, Names>> = {
  en: {
    'reporter.opted-out': 'The reporter wants no more texts (STOP): reach them in another way',
    'reporter.opted-in': 'The reporter can be texted again (START)',
    'reporter.says-over': 'The reporter says that it is over: make sure, then close it',
    'conversation.contact-given': 'The reporter named another way to reach them',
    'text.media-lost': 'A picture that came with the text could not be fetched',
    'answer.withheld': 'The text was not answered',
  },
  fr: {
    'reporter.opted-out': 'La personne ne veut plus de textos (ARRET)\u00A0: joignez-la autrement',
    'reporter.opted-in': 'On peut de nouveau texter à la personne (DEBUT)',
    'reporter.says-over': 'La personne dit que c’est terminé\u00A0: vérifiez, puis fermez',
    'conversation.contact-given': 'La personne a indiqué un autre moyen de la joindre',
    'text.media-lost': 'Une image reçue avec le texto n’a pu être obtenue',
    'answer.withheld': 'Le texto est resté sans réponse',
  },
};

/** What was asked, and what each answer means. */
const questions: Readonly<Record<Language, Names>> = {
  en: { account: 'Which account', active: 'Still going on', safety: 'Safe to text this number' },
  fr: { account: 'Compte en cause', active: 'Encore en cours', safety: 'Numéro sûr pour les textos' },
};
const values: Readonly<Record<Language, Names>> = {
  en: {
    email: 'email',
    social: 'social media',
    messaging: 'messaging',
    website: 'website',
    telephony: 'telephone number',
    other: 'another',
    yes: 'yes',
    no: 'no',
    unsure: 'not sure',
    safe: 'yes',
    unsafe: 'no',
    danger: 'somebody is in danger',
    elsewhere: 'rather elsewhere',
  },
  fr: {
    email: 'courriel',
    social: 'réseau social',
    messaging: 'messagerie',
    website: 'site Web',
    telephony: 'numéro de téléphone',
    other: 'autre',
    yes: 'oui',
    no: 'non',
    unsure: 'incertain',
    safe: 'oui',
    unsafe: 'non',
    danger: 'quelqu’un est en danger',
    elsewhere: 'plutôt ailleurs',
  },
};

/** How the timeline tells of the conversation by text. Null when the entry is about something else. */
export function tellTexting({ type, data }: TimelineEntry, language: Language): string | null {
  if (type !== 'conversation.answered') return nameIn(sentences[language], type);
  const [question, value] = [data['question'], data['value']];
  const asked = nameIn(questions[language], question) ?? '…';
  return `${asked}${language === 'fr' ? '\u00A0' : ''}: ${nameIn(values[language], value) ?? '…'}`;
}

function nameIn(names: Names, key: unknown): string | null {
  return typeof key === 'string' && Object.hasOwn(names, key) ? (names[key] ?? null) : null;
}
