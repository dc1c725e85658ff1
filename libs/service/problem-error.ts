import type { Problem } from '#contracts';

export interface Bilingual {
  readonly en: string;
  readonly fr: string;
}

/** A refusal that the caller can understand and act on. `code` is stable; `detail` says what to do, in both languages. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: Bilingual,
    readonly errors: readonly { readonly pointer: string; readonly detail: Bilingual }[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(`${status} ${code}`);
  }

  toProblem(language: 'en' | 'fr'): Problem {
    return {
      type: `urn:vigil:problem:${this.code}`,
      title: titles[this.status]?.[language] ?? titles[this.status >= 500 ? 500 : 400]?.[language] ?? this.code,
      status: this.status,
      code: this.code,
      detail: this.detail[language],
      ...(this.errors.length > 0 && {
        errors: this.errors.map(({ pointer, detail }) => ({ pointer, detail: detail[language] })),
      }),
    };
  }
}

const titles: Readonly<Record<number, Bilingual>> = {
  400: { en: 'The request cannot be understood', fr: 'La demande ne peut pas être comprise' },
  401: { en: 'Sign in first', fr: 'Ouvrez d’abord une session' },
  403: { en: 'Not allowed', fr: 'Accès refusé' },
  404: { en: 'Not found', fr: 'Introuvable' },
  409: { en: 'Refused as things stand', fr: 'Refusé dans l’état actuel' },
  413: { en: 'Too large', fr: 'Trop volumineux' },
  415: { en: 'Unknown format', fr: 'Format inconnu' },
  422: { en: 'Something is missing or wrong', fr: 'Quelque chose manque ou est incorrect' },
  429: { en: 'Too many attempts', fr: 'Trop de tentatives' },
  500: { en: 'Something went wrong on our side', fr: 'Un problème est survenu de notre côté' },
  503: { en: 'Not available right now', fr: 'Non disponible pour le moment' },
};

/**
 * The first of English and French that an Accept-Language header prefers (RFC 9110, 12.5.4); where it names neither, the one
 * that the deployment puts first.
 */
export function preferredLanguage(header: string | undefined, first: 'en' | 'fr' = 'en'): 'en' | 'fr' {
  const ranked = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', quality = ''] = part.trim().toLowerCase().split(';');
      const weight = quality.trim().startsWith('q=') ? Number(quality.trim().slice(2)) : 1;
      return { language: tag.split('-')[0], weight: Number.isFinite(weight) ? weight : 0 };
    })
    .filter(({ language, weight }) => (language === 'en' || language === 'fr') && weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  const [best] = ranked;
  return best === undefined ? first : best.language === 'fr' ? 'fr' : 'en';
}
