/**
 * Why a mail is not taken, with the reply code of RFC 5321: 4xx asks the sender to try again. Replies are ASCII, so the
 * French is chosen to need no accent.
 */
export class SmtpRefusal extends Error {
  constructor(
    readonly responseCode: 421 | 451 | 452 | 550 | 552,
    readonly reason:
      'recipient' | 'source-connections' | 'source-mails' | 'too-large' | 'too-slow' | 'busy' | 'store-unavailable',
    message: string,
  ) {
    super(message);
  }
}

export const refusals = {
  recipient: (email: string) =>
    new SmtpRefusal(
      550,
      'recipient',
      `No such address here, write to ${email} / Adresse inconnue ici, le bon courriel est ${email}`,
    ),
  sourceConnections: () =>
    new SmtpRefusal(
      421,
      'source-connections',
      'Too many connections from your network, please try again in a minute / Trop de connexions de votre reseau, veuillez essayer de nouveau dans une minute',
    ),
  sourceMails: () =>
    new SmtpRefusal(
      451,
      'source-mails',
      'Too many mails from your network, please try again in a minute / Trop de courriels de votre reseau, veuillez essayer de nouveau dans une minute',
    ),
  tooLarge: (megabytes: number) =>
    new SmtpRefusal(552, 'too-large', `Too large, ${megabytes} MB at most / Trop volumineux, ${megabytes} Mo au plus`),
  tooSlow: () =>
    new SmtpRefusal(421, 'too-slow', 'Too slow, please send again / Trop lent, veuillez envoyer de nouveau'),
  busy: () =>
    new SmtpRefusal(
      451,
      'busy',
      'Too busy, please try again in a minute / Trop de courriels, veuillez essayer de nouveau dans une minute',
    ),
  storeUnavailable: () =>
    new SmtpRefusal(
      451,
      'store-unavailable',
      'Not stored yet, please try again in a minute / Pas encore en lieu sur, veuillez essayer de nouveau dans une minute',
    ),
} as const;
