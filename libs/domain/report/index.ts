export {
  findReferences,
  makeReference,
  parseReference,
  referenceAlphabet,
  type ParsedReference,
  type Reference,
} from './reference.js';
export { formatReceiptCode, normalizeReceiptCode, receiptCodeBits } from './receipt-code.js';
export { type CallerPhrase, makeCallerPhrase } from './caller-phrase.js';
