import type { Language } from '#contracts';
import { useWords } from '../words/use-words.js';

interface AlarmWords {
  readonly title: string;
  readonly hint: string;
  readonly sound: string;
  readonly volume: string;
  readonly test: string;
  readonly tested: string;
  readonly notice: string;
  readonly noticeHint: string;
  readonly permission: Readonly<Record<'granted' | 'denied' | 'default' | 'missing', string>>;
  readonly blocked: string;
  readonly sounding: (references: string) => string;
  readonly silence: string;
  readonly newLifeSafety: (reference: string, category: string) => string;
  readonly noticeTitle: (reference: string) => string;
}

const en: AlarmWords = {
  title: 'In this browser',
  hint: 'While a page of the console is open here: what calls you when a critical incident, or one with a danger to life, comes in that nobody has. It does not replace the ways above, which wake you without any page open. Kept in this browser only.',
  sound: 'Sound until somebody has it',
  volume: 'Volume',
  test: 'Play it once',
  tested: 'Played once. If you heard nothing, look at the volume of this device.',
  notice: 'Notice on the desktop',
  noticeHint: 'It says the reference and the severity, nothing else. A click opens the incident.',
  permission: {
    granted: 'The browser allows notices from this page.',
    denied: 'The browser refuses notices from this page. Allow them in its settings for this site; this page cannot.',
    default: 'The browser will ask you once.',
    missing: 'This browser has no notices from pages.',
  },
  blocked:
    'The browser keeps this page silent until you click or press a key here. Then the sound for criticals works.',
  sounding: (references) => `Nobody has ${references}.`,
  silence: 'Silence',
  newLifeSafety: (reference, category) => `Danger to life: ${category}, ${reference}.`,
  noticeTitle: (reference) => `Incident ${reference}`,
};

const nbsp = '\u00a0';

const fr: AlarmWords = {
  title: 'Dans ce navigateur',
  hint: `Tant qu’une page de la console est ouverte ici${nbsp}: ce qui vous appelle quand arrive un incident critique, ou une vie en danger, que personne n’a pris. Cela ne remplace pas les moyens ci-dessus, qui vous réveillent sans aucune page ouverte. Gardé dans ce navigateur seulement.`,
  sound: 'Son jusqu’à ce que quelqu’un le prenne',
  volume: 'Volume',
  test: 'Écouter une fois',
  tested: 'Joué une fois. Si vous n’avez rien entendu, vérifiez le volume de cet appareil.',
  notice: 'Avis sur le bureau',
  noticeHint: 'Il dit la référence et la gravité, rien d’autre. Un clic ouvre l’incident.',
  permission: {
    granted: 'Le navigateur autorise les avis de cette page.',
    denied: `Le navigateur refuse les avis de cette page. Autorisez-les dans ses réglages pour ce site${nbsp}; cette page ne le peut pas.`,
    default: 'Le navigateur vous le demandera une fois.',
    missing: 'Ce navigateur n’a pas d’avis venant des pages.',
  },
  blocked:
    'Le navigateur garde cette page muette tant que vous n’y avez pas cliqué ni appuyé sur une touche. Ensuite, le son pour les incidents critiques marche.',
  sounding: (references) => `Personne n’a ${references}.`,
  silence: 'Couper le son',
  newLifeSafety: (reference, category) => `Vie en danger${nbsp}: ${category}, ${reference}.`,
  noticeTitle: (reference) => `Incident ${reference}`,
};

export const alarmWords: Readonly<Record<Language, AlarmWords>> = { en, fr };

export function useAlarmWords(): AlarmWords {
  return alarmWords[useWords().words.language];
}
