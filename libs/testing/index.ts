export * from './fake-clock.js';
export * from './test-database.js';
export * from './processor-time.js';
export * from './push-browser.js';
export * from './recording-courier.js';
