import type { IncidentView } from '#contracts';

export type LookalikeWay = NonNullable<IncidentView['indicators'][number]['lookalike']>['how'];

/** What is said of an indicator. */
export interface IndicatorWords {
  /** On the button; its accessible name says what is copied. */
  readonly copy: string;
  readonly copyOf: (defanged: string) => string;
  readonly copied: string;
  readonly notCopied: string;
  readonly looksLike: (domain: string) => string;
  readonly how: Readonly<Record<LookalikeWay, string>>;
}

export const indicatorWordsEn: IndicatorWords = {
  copy: 'Copy',
  copyOf: (defanged) => `Copy ${defanged}, defanged`,
  copied: 'Copied',
  notCopied: 'Not copied: select it by hand',
  looksLike: (domain) => `Passes for ${domain}`,
  how: {
    homoglyph: 'letters that look the same',
    punycode: 'letters of another alphabet, in coded form',
    typo: 'a letter or two changed',
    'other-suffix': 'the same name, another ending',
    hyphen: 'a hyphen added or left out',
    subdomain: 'the name in front of another domain',
    combined: 'the name with other words',
  },
};

export const indicatorWordsFr: IndicatorWords = {
  copy: 'Copier',
  copyOf: (defanged) => `Copier ${defanged}, neutralisé`,
  copied: 'Copié',
  notCopied: 'Pas copié\u00A0: sélectionnez-le à la main',
  looksLike: (domain) => `Se fait passer pour ${domain}`,
  how: {
    homoglyph: 'des lettres d’apparence semblable',
    punycode: 'des lettres d’un autre alphabet, sous forme codée',
    typo: 'une ou deux lettres changées',
    'other-suffix': 'le même nom, une autre terminaison',
    hyphen: 'un trait d’union ajouté ou enlevé',
    subdomain: 'le nom placé devant un autre domaine',
    combined: 'le nom avec d’autres mots',
  },
};
