import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

/** What axe finds wrong with the page as it stands, by WCAG 2.2 at level AA: one line for each element. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => violations)`,
  )) as readonly Violation[];
  return found.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary = '' }) => `${id}: ${String(target[0])} ${failureSummary.replaceAll(/\s+/gu, ' ')}`,
    ),
  );
}

/** By how many pixels the page is wider than its window; 0 when nothing has to be scrolled sideways. */
export async function sidewaysOverflow(page: Page): Promise<number> {
  return (await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')) as number;
}

interface AccessibleNode {
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
}

const operated = new Set(
  'button checkbox combobox link listbox menuitem option radio searchbox slider spinbutton switch tab textbox'.split(
    ' ',
  ),
);

/** What somebody operates on the page and a screen reader could call by no name: its role, one line for each. */
export async function namelessControls(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as {
    readonly nodes: readonly AccessibleNode[];
  };
  await session.detach();
  return nodes
    .filter(
      ({ ignored, role, name }) => !ignored && operated.has(role?.value ?? '') && (name?.value ?? '').trim() === '',
    )
    .map(({ role }) => `a ${role?.value} without a name`);
}

/** How many animations run that last long enough to be seen. */
export async function movingThings(page: Page): Promise<number> {
  return (await page.evaluate(
    `document.getAnimations().filter(({ playState, effect }) => playState === 'running' && effect.getTiming().duration > 10).length`,
  )) as number;
}
