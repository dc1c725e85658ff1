import { describe, expect, test } from 'vitest';
import { passwordFault } from './index.js';

const of = { before: 'k7w2m-qd9xz-3hfbt-v8npr', about: ['priya', 'Priya Nair'] };

describe('a password that somebody chooses', () => {
  test.each([
    ['a sentence', 'the heron stands in cold water', null],
    ['a French sentence', 'le chêne rouge perd ses feuilles', null],
    ['random letters', 'tgzrwmkpqvbxhdn', null],
    ['letters beyond the basic plane, each counted once', '🐦🌊🪨🌲🍁🌧🧭🛶🏕🦫🐟🌙🔭🪵🐺', null],
    ['one letter too few', 'tgzrwmkpqvbxhd', 'too-short'],
    ['fifteen units that are fewer characters', '🐦🌊🪨🌲🍁🌧🧭', 'too-short'],
    ['two hundred and one', 'tgzrwmkpq'.repeat(23).slice(0, 201), 'too-long'],
    ['the one before', of.before, 'unchanged'],
    ['one letter again and again', 'aaaaaaaaaaaaaaaaaaaa', 'easily-guessed'],
    ['two letters again and again', 'axaxaxaxaxaxaxaxaxax', 'easily-guessed'],
    ['the alphabet', 'abcdefghijklmnopqrstuvwxyz', 'easily-guessed'],
    ['digits in a row', '12345678901234567890', 'easily-guessed'],
    ['the own name', 'PriyaNair-Priya-2027', 'easily-guessed'],
    ['the service', 'Vigil-Hotline-Password1!', 'easily-guessed'],
    ['a row of keys', 'qwertyuiopasdfghjkl', 'easily-guessed'],
  ])('%s: %#', (_, password, fault) => {
    expect(passwordFault(password, of)).toBe(fault);
  });
});
