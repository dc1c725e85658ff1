import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { noticeKinds } from '#domain';
import { readRunbook } from './read-runbook.js';

const folder = fileURLToPath(new URL('../../../docs/runbooks/', import.meta.url));

describe('runbooks', () => {
  it('are there for every notice, and for nothing else', () => {
    const written = readdirSync(folder).map((name) => name.replace(/\.md$/, ''));
    expect(written.toSorted()).toEqual([...noticeKinds].toSorted());
  });

  it.each(noticeKinds)('%s names itself, says what it means, and what to do step by step', async (kind) => {
    const text = (await readRunbook(kind)) ?? '';
    const [title, name, meaning] = text.split('\n\n');
    expect([title, name]).toEqual([expect.stringMatching(/^# \S/), `\`${kind}\``]);
    expect(meaning?.length).toBeGreaterThan(40);
    const steps = text.split('## Do this')[1]?.split('## Afterwards')[0] ?? '';
    expect(steps.match(/^\d\. /gm)?.length ?? 0).toBeGreaterThan(1);
    const links = [...text.matchAll(/\]\(([a-z-]+)\.md\)/g)].map(([, link]) => link);
    expect(links.filter((link) => !(noticeKinds as readonly (string | undefined)[]).includes(link))).toEqual([]);
  });

  it.each(['../../package', 'no-such-notice', '', 'event-parked.md/../x'])('%j is none', async (kind) => {
    expect(await readRunbook(kind)).toBeNull();
  });
});
