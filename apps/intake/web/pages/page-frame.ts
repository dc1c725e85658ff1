import type { Advice, Config } from '#config';
import type { Language } from '#contracts';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { assetsOf, type PageAssets } from './assets.js';

/** What every page shows around its own content. */
export interface PageFrame {
  readonly language: Language;
  readonly hotline: {
    readonly name: string;
    readonly phone: string;
    readonly phoneShown: string;
    readonly email: string;
  };
  readonly demonstration: boolean;
  readonly advice: Advice;
  readonly assets: PageAssets;
  /** The language that is offered first, beside the other. */
  readonly firstLanguage: Language;
  /** `#rrggbb`: what a browser may paint around the page. */
  readonly themeColour: string;
  /** Last day of the service, `YYYY-MM-DD`, once it has ended: then nobody is to be called here. */
  readonly closedSince: string | null;
  /** The stylesheet stands in the page: one round trip less before anything shows. The page's policy has to allow it. */
  readonly inlineStyle?: boolean;
  readonly publicUrl: string;
  /** IANA zone in which times are shown. */
  readonly zone: string;
}

export function pageFrame(config: Config, language: Language, closedSince: string | null = null): PageFrame {
  const { hotline } = config;
  return {
    language,
    hotline: {
      name: hotline.name[language],
      phone: hotline.phone,
      phoneShown: readablePhone(hotline.phone),
      email: hotline.email,
    },
    demonstration: config.demonstration,
    advice: config.advice,
    assets: assetsOf(config.brand),
    firstLanguage: config.brand.firstLanguage,
    themeColour: config.brand.colours.main,
    closedSince,
    publicUrl: config.environment.publicUrl,
    zone: config.elections[0]?.zone ?? 'UTC',
  };
}

/** Paths of the public pages. The words in them are part of what people are told, so they stay. */
export const paths = {
  form: (language: Language) => `/${language}`,
  /** The form as it is kept for when there is no network. */
  offline: (language: Language) => (language === 'fr' ? '/fr/hors-ligne' : '/en/offline'),
  manifest: (language: Language) => `/${language}/manifest.webmanifest`,
  report: (language: Language) => `/${language}/report`,
  receipt: (language: Language) => `/${language}/receipt`,
  /** Files that the holder of a receipt takes along. */
  receiptFile: (language: Language, kind: 'calendar' | 'contact') => `/${language}/receipt/${kind}`,
  /** Where ticked steps are sent. */
  steps: (language: Language) => (language === 'fr' ? '/fr/etapes' : '/en/steps'),
  followUp: (language: Language) => (language === 'fr' ? '/fr/suivi' : '/en/follow-up'),
  turn: (language: Language, turn: 'worse' | 'over') =>
    language === 'fr' ? `/fr/suivi/${turn === 'worse' ? 'pire' : 'fini'}` : `/en/follow-up/${turn}`,
  /** Where whoever has lost a receipt code asks for another. */
  lostCode: (language: Language) => (language === 'fr' ? '/fr/code-perdu' : '/en/lost-code'),
  /** Where answers somewhere else are asked for, and its codes entered. */
  channel: (language: Language) => (language === 'fr' ? '/fr/suivi/moyen' : '/en/follow-up/channel'),
  channelCodes: (language: Language) => `${paths.channel(language)}/codes`,
  message: (language: Language) => (language === 'fr' ? '/fr/suivi/message' : '/en/follow-up/message'),
} as const;

export const otherLanguage = (language: Language): Language => (language === 'en' ? 'fr' : 'en');

/** As people in Canada write it: 613-555-0100, with the country's code only where it is another's. */
function readablePhone(phone: string): string {
  const number = parsePhoneNumberFromString(phone);
  if (number === undefined) return phone;
  return number.countryCallingCode === '1'
    ? number.formatNational().replace(/^\((\d{3})\) /, '$1-')
    : number.formatInternational();
}

/** A day and time in the election's zone, with the zone's name. */
export function shownInstant(instant: Date, { zone, language }: Pick<PageFrame, 'zone' | 'language'>): string {
  return new Intl.DateTimeFormat(`${language}-CA`, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  }).format(instant);
}

/** A calendar day, `YYYY-MM-DD`, as people write it. */
export function shownDay(day: string, language: Language): string {
  return new Intl.DateTimeFormat(`${language}-CA`, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
