export * from './backend.js';
export * from './dispatcher.js';
export * from './handles.js';
export * from './queues.js';
export * from './lane.js';
export * from './pages-first.js';
