/** A page as the hotline's push says it. */
export interface PushedPage {
  readonly title: string;
  readonly text: string;
  readonly url: string;
  /** Where the hotline waits to hear that it shows. */
  readonly shownUrl: string;
}

const texts = {
  en: {
    fallback: 'An incident needs you',
    take: 'I have it',
    decline: 'Not me',
    failed: 'Your answer did not arrive',
    tapInstead: 'Tap here to answer.',
    renew: 'This browser may no longer be woken',
    renewBody: 'Tap here to allow it again.',
  },
  fr: {
    fallback: 'Un incident a besoin de vous',
    take: 'Je m’en occupe',
    decline: 'Pas moi',
    failed: 'Votre réponse n’est pas arrivée',
    tapInstead: 'Touchez ici pour répondre.',
    renew: 'Ce navigateur ne sera peut-être plus réveillé',
    renewBody: 'Touchez ici pour l’autoriser de nouveau.',
  },
} as const;

/** In the first of the browser's languages that the hotline speaks. */
export function words(languages: readonly string[]): (typeof texts)['en' | 'fr'] {
  const known = languages
    .map((language) => language.slice(0, 2).toLowerCase())
    .find((one) => one === 'fr' || one === 'en');
  return texts[known === 'fr' ? 'fr' : 'en'];
}

/** Whatever arrives, somebody is woken: a push that cannot be read still says that an incident needs them. */
export function readPush(text: string): PushedPage {
  try {
    const given = JSON.parse(text) as Partial<Record<keyof PushedPage, unknown>> | null;
    const part = (key: keyof PushedPage) => (typeof given?.[key] === 'string' ? given[key] : '');
    return { title: part('title'), text: part('text'), url: part('url'), shownUrl: part('shownUrl') };
  } catch {
    return { title: '', text: '', url: '', shownUrl: '' };
  }
}

interface ShownNotification {
  readonly title: string;
  readonly options: {
    readonly body: string;
    readonly tag?: string;
    readonly data: { readonly url: string };
    readonly requireInteraction: true;
    readonly actions?: { readonly action: string; readonly title: string }[];
  };
}

/** A page about one incident can be answered where it shows; one about several leads to the console. */
export function notificationOf({ title, text, url }: PushedPage, languages: readonly string[]): ShownNotification {
  const spoken = words(languages);
  const isAnswerable = /\/ack\/[\w.-]+$/.test(url);
  return {
    title: title === '' ? spoken.fallback : title,
    options: {
      body: text,
      ...(url !== '' && { tag: url }),
      data: { url: url === '' ? '/console/' : url },
      requireInteraction: true,
      ...(isAnswerable && {
        actions: [
          { action: 'acknowledge', title: spoken.take },
          { action: 'decline', title: spoken.decline },
        ],
      }),
    },
  };
}

/** The sentence that the page behind the link answers with. */
export function saidBy(html: string): string | null {
  const [, said = ''] = /<p role="status">([^<]{1,300})<\/p>/.exec(html) ?? [];
  const plain = said.replaceAll(/&#(\d{1,5});/g, (_, code: string) => String.fromCodePoint(Number(code)));
  return plain === '' ? null : plain;
}
