export * from './rotation.js';
export * from './schedule.js';
