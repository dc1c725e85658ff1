export * from './carrier-error.js';
export * from './contact-method.js';
export * from './fail-over.js';
export * from './plan-page.js';
