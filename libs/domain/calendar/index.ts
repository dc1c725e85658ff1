export * from './local-time.js';
export * from './zone-clock.js';
export * from './wall-reading.js';
