export * from './problem.js';
export * from './reports.js';
export * from './desk.js';
