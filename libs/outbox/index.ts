export * from './announce.js';
export * from './relay.js';
