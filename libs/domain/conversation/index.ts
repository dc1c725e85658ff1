export * from './conversation.js';
export * from './converse.js';
export * from './join-texts.js';
export * from './read-answer.js';
export * from './read-command.js';
export * from './read-keyword.js';
export { plainWords } from './words.js';
