export type { AutomaticFinding, AutomaticKind, MailToJudge, RecogniseOptions } from './automatic-mail.js';
export { judgeParts } from './judge-parts.js';
export { recogniseAutomatic } from './recognise-automatic.js';
export { howPassedOn, type PassedOn } from './how-passed-on.js';
