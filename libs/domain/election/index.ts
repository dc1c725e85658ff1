export * from './service-window.js';
