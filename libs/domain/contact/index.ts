export * from './address.js';
export * from './caller.js';
export * from './trust-gate.js';
