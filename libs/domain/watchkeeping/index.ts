export * from './alarms.js';
export * from './cover-holes.js';
export * from './finding.js';
export * from './monitor.js';
