export * from './policy.js';
export * from './advance.js';
export * from './recipients.js';
export * from './parse-reply.js';
export * from './page-code.js';
