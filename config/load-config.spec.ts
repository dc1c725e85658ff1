import { expect, test } from 'vitest';
import { loadConfig } from './index.js';
test('the configuration that ships loads', () => {
  expect(loadConfig({}).demonstration).toBe(true);
});
