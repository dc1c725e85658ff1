export { type ForwardedMessage, splitMessage, type SplitMessage } from './split-message.js';
