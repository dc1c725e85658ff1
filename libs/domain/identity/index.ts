export * from './permissions.js';
export * from './password-rules.js';
