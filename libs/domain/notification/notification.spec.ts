import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deliveryStates, isGsm7, nextDeliveryState, retryDelay, smsSegments, toGsm7 } from './index.js';

const run = (words: readonly string[]) => words.reduce(nextDeliveryState, 'pending' as const);

describe('the state of a delivery', () => {
  test.each([
    ['sending', 'queued', 'accepted'],
    ['accepted', 'sent', 'sent'],
    ['sent', 'delivered', 'delivered'],
    ['delivered', 'sent', 'delivered'],
    ['delivered', 'failed', 'delivered'],
    ['sent', 'undelivered', 'failed'],
    ['failed', 'sent', 'failed'],
    ['failed', 'delivered', 'delivered'],
    ['sent', 'something new', 'sent'],
    ['sent', 'constructor', 'sent'],
  ] as const)('%s, reported as %s, is %s', (current, reported, expected) => {
    expect(nextDeliveryState(current, reported)).toBe(expected);
  });

  test('ends the same in whatever order reports arrive and however often, and never goes back', () => {
    const reports = fc.array(fc.constantFrom('queued', 'accepted', 'sent', 'delivered', 'undelivered', 'failed', '?'));
    fc.assert(
      fc.property(reports, fc.infiniteStream(fc.double({ noNaN: true, min: 0, max: 1 })), (words, randoms) => {
        const shuffled = [...words, ...words]
          .map((word) => ({ word, place: randoms.next().value as number }))
          .toSorted((a, b) => a.place - b.place)
          .map(({ word }) => word);
        expect(run(shuffled)).toBe(run(words));
        for (const current of deliveryStates) {
          const next = words.reduce(nextDeliveryState, current);
          expect(deliveryStates.indexOf(next)).toBeGreaterThanOrEqual(deliveryStates.indexOf(current));
        }
      }),
    );
  });
});

test('attempts are repeated at growing distances and then given up', () => {
  const delays = [1, 2, 3, 4, 5, 6].map((attempt) => retryDelay(attempt));
  const waits = delays.map((delay) => (delay.outcome === 'retry' ? delay.afterMs : Number.NaN));
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(retryDelay(7)).toEqual({ outcome: 'give-up' });
  expect(retryDelay(0)).toEqual(retryDelay(1));
});

describe('a text message', () => {
  test.each([
    ['Répondez à « Vigil »', 'Répondez à "Vigil"'],
    ['Hameçonnage, accès, œuvre, être', 'Hameconnage, accès, oeuvre, etre'],
    ['L’équipe…', "L'équipe..."],
    ['À lire: 5 €', 'A lire: 5 €'],
    ['漢字 👍', '?? ?'],
  ])('%j fits the GSM alphabet as %j', (given, expected) => {
    expect(toGsm7(given)).toBe(expected);
  });

  test('always fits after conversion, and what fitted before is left alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(isGsm7(toGsm7(text))).toBe(true);
        const fitted = toGsm7(text);
        expect(toGsm7(fitted)).toBe(fitted);
      }),
    );
  });

  test.each([
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['é'.repeat(160), 1],
    ['ç'.repeat(70), 1],
    ['ç'.repeat(71), 2],
    ['€'.repeat(80), 1],
    ['€'.repeat(81), 2],
    ['', 1],
  ])('of %#th length takes as many texts as the carrier counts', (text, segments) => {
    expect(smsSegments(text)).toBe(segments);
  });
});
