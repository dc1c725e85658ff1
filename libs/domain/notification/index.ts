export * from './delivery-state.js';
export * from './gather-pages.js';
export * from './notice.js';
export * from './retry-delay.js';
export { isGsm7 } from './sms-alphabet.js';
export * from './sms-parts.js';
export * from './sms-segments.js';
export * from './sms-smart-encoding.js';
export * from './throttle.js';
