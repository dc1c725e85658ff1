export { type AutomaticFinding, type AutomaticKind, type MailToJudge, recogniseAutomatic } from './automatic/index.js';
export {
  type ArrivalFacts,
  authenticateSender,
  type AuthenticationOptions,
  type AuthenticationResult,
  type SenderAuthentication,
} from './authenticate-sender.js';
export type { OwnServerResult } from './own-server-results.js';
export { type Bound, bounds } from './bounds.js';
export type { MailAddress } from './mime/read-addresses.js';
export { readMailHere } from './read-mail-here.js';
export type {
  Encryption,
  ForwardedMail,
  MailFile,
  MailKey,
  MailProblem,
  ReadMail,
  ReadMailOptions,
} from './reading.js';
export { closeMailReaders, readMail } from './read-mail.js';
export { ReaderPool, type ReaderPoolOptions } from './reader-pool.js';
export { htmlToText, type HtmlText } from './text/html-to-text.js';
