export * from './fake-clock.js';
export * from './test-database.js';
export * from './processor-time.js';
export * from './recording-courier.js';
