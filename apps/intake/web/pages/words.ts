import type { Language } from '#contracts';
import type { Words } from './wording.js';
import { wordsEn } from './words.en.js';
import { wordsFr } from './words.fr.js';

export const words: Readonly<Record<Language, Words>> = { en: wordsEn, fr: wordsFr };
