export * from './delivery-state.js';
export * from './notice.js';
export * from './retry-delay.js';
export * from './sms-text.js';
