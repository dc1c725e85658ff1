export * from './attachment-store.js';
export * from './open-store.js';
export * from './read-content.js';
export * from './file-name.js';
export * from './inspect-file.js';
export { type ArchiveFindings, type ArchiveLimits } from './inspect-archive.js';
export * from './preview-image.js';
export * from './seal-in-archive.js';
export * from './turns.js';
