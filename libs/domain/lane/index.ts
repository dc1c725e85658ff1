export * from './choose-lane.js';
