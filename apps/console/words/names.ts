import type { Words } from './words.js';

/** The terms of the field, apart from the sentences of the pages. */
export type NamesOfThings = Pick<
  Words,
  | 'severity'
  | 'state'
  | 'moveTo'
  | 'reopen'
  | 'category'
  | 'accountKind'
  | 'rubric'
  | 'textLanguage'
  | 'role'
  | 'channel'
  | 'delivery'
  | 'pageState'
  | 'indicatorType'
  | 'standing'
  | 'senderCheck'
  | 'linkKind'
  | 'linkState'
  | 'linkReason'
  | 'scoreFactor'
  | 'flag'
>;
