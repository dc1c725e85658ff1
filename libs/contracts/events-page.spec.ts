import { describe, expect, it } from 'vitest';
import { describeEvents } from './describe-events.js';
import { eventTypes } from './events.js';

describe('The page of events', () => {
  it('says what the contracts say; after a change there, run `npm run docs:events`', async () => {
    await expect(describeEvents(), 'docs/events.md is behind: run npm run docs:events').toMatchFileSnapshot(
      '../../docs/events.md',
    );
  });

  it('tells of every event, what it means and what it carries', () => {
    const page = describeEvents();
    for (const type of eventTypes) expect(page).toMatch(new RegExp(`## ${type}\n\n[A-Z].+\\.\n\n.+\n\n\\| field`));
    expect(page).not.toContain('anything');
  });
});
