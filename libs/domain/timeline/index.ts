export * from './canonical-json.js';
export * from './chain.js';
export * from './phases.js';
