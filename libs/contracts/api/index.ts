export * from './problem.js';
export * from './reports.js';
export * from './desk.js';
export * from './directory.js';
export * from './openapi.js';
export * from './routes.js';
export * from './watch.js';
export * from './policies.js';
