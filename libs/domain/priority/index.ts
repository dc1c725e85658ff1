export * from './score-incident.js';
