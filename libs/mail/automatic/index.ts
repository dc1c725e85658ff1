export type { AutomaticFinding, AutomaticKind, MailToJudge, RecogniseOptions } from './automatic-mail.js';
export { recogniseAutomatic } from './recognise-automatic.js';
