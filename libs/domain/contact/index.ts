export * from './address.js';
export * from './caller.js';
export * from './channel-change.js';
export * from './one-time-code.js';
export * from './receipt-renewal.js';
export * from './trust-gate.js';
export * from './verification.js';
