export * from './account-handle.js';
export * from './contact-row.js';
export * from './csv.js';
export * from './match-reporter.js';
export * from './plan-import.js';
