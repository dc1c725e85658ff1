export * from './address.js';
export * from './trust-gate.js';
