export * from './call.js';
export * from './next-step.js';
export * from './whom-to-ring.js';
export * from './spell.js';
