export * from './severity.js';
export * from './state.js';
export * from './move-incident.js';
export * from './change-severity.js';
export * from './queue-order.js';
export * from './place-report.js';
export * from './response-targets.js';
