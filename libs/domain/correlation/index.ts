export * from './correlate.js';
export * from './fingerprint.js';
