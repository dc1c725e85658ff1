export * from './load-config.js';
export * from './config-error.js';
export * from './environment.js';
export { type PollingDay, type ElectionSettings, type HotlineSettings, resolvePollingDay } from './election.schema.js';
export type { AttachmentSettings } from './attachments.schema.js';
export type { MailSettings } from './mail.schema.js';
export type { PartySettings } from './parties.schema.js';
export type { PersonSettings, RosterSettings } from './roster.schema.js';
export { type Brand, grounds } from './brand.schema.js';
export { contrast } from './contrast.js';
export { type Advice, renderAdvice } from './advice.schema.js';
export {
  type FollowUpStatus,
  type IncidentKind,
  type Messages,
  type TemplateKey,
  type ValuesOf,
} from './messages.schema.js';
export * from './render-template.js';
export * from './render-message.js';
export { loadTriageRules } from './triage.schema.js';
export { learnTriage, lessonsOf, readLessons, type TriageLesson } from './triage-lessons.js';
export { writeWeights } from './triage-weights.js';
export type { SpokenKey, SpokenValues, VoiceSettings } from './voice.schema.js';
export * from './product-version.js';
