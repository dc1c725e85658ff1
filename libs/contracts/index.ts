export * from './events.js';
export * from './queues.js';
export * from './api/index.js';
