import { expect, test } from 'vitest';
import { Turnstile } from './turnstile.js';

test('lets so many through at once, in order, and the next when one leaves or fails', async () => {
  const turnstile = new Turnstile(2);
  const order: number[] = [];
  let inside = 0;
  let most = 0;
  const work = (index: number) =>
    turnstile.pass(async () => {
      order.push(index);
      inside += 1;
      most = Math.max(most, inside);
      await Promise.resolve();
      inside -= 1;
      if (index === 1) throw new Error('failed inside');
      return index;
    });
  const results = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => work(index)));
  expect(most).toBe(2);
  expect(order).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
});
