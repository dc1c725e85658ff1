import { randomBytes, scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkPassword, hashPassword, makePassword } from './password.js';

/** As the first release stored one: without its cost. */
function hashOfOld(password: string): string {
  const salt = randomBytes(16);
  const hash = scryptSync(password, salt, 32, { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 });
  return `scrypt$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

describe('a password', () => {
  it.each([
    ['chosen', hashPassword('Zoë’s old bicycle', 'chosen')],
    ['made', hashPassword('Zoë’s old bicycle', 'made')],
    ['of the first release', Promise.resolve(hashOfOld('Zoë’s old bicycle'))],
  ])('that was %s opens its account, however its letters are composed, and no other does', async (_, hashing) => {
    const stored = await hashing;
    expect(stored).not.toContain('bicycle');
    expect(await checkPassword('Zoë’s old bicycle'.normalize('NFD'), stored)).toBe(true);
    expect(await checkPassword('Zoë’s old bicycles', stored)).toBe(false);
    expect(await checkPassword('', stored)).toBe(false);
  });

  it('opens nothing where there is none', async () => {
    expect(await checkPassword('', null)).toBe(false);
    expect(await checkPassword('anything', '')).toBe(false);
  });

  it('that is made has 99 bits and can be read aloud', () => {
    const made = Array.from({ length: 200 }, makePassword);
    for (const password of made) expect(password).toMatch(/^([2-9a-hjkmnp-z]{5}-){3}[2-9a-hjkmnp-z]{5}$/);
    expect(new Set(made).size).toBe(made.length);
  });
});
