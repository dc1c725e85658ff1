export { type Bound, bounds } from './bounds.js';
export type { MailAddress } from './mime/read-addresses.js';
export { readMailHere } from './read-mail-here.js';
export type { Encryption, ForwardedMail, MailFile, MailKey, MailProblem, ReadMail, ReadMailOptions } from './reading.js';
export type { AutomaticMail } from './ask-rules.js';
