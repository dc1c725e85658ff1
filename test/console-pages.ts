import type { BrowserContext, Page } from 'playwright-core';
import type { FirstRun } from '#service';

type Person = FirstRun['users'][number];

/** The word that says that the page is kept up by itself; the console speaks the language of the account. */
const live = /^(Live|En direct)$/;

/** Signs in at an address of the console. Resolves once what is shown there is live. */
export async function openConsole(context: BrowserContext, address: string, person: Person): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(address);
  await page.getByLabel('Sign-in name', { exact: true }).fill(person.signIn);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText(live).waitFor();
  return page;
}

/** The row of one incident in the triage queue. */
export function queueRow(page: Page, incidentId: string) {
  return page.getByTestId('queue-row').and(page.locator(`[data-incident="${incidentId}"]`));
}

/** The severities of the triage queue, from its top. */
export async function queuedSeverities(page: Page): Promise<readonly string[]> {
  const rows = await page.getByTestId('queue-row').all();
  const classes = await Promise.all(rows.map((row) => row.getAttribute('class')));
  return classes.map((names) => /row-(critical|high|medium|low|not-an-incident)/.exec(names ?? '')?.[1] ?? '');
}

export async function acknowledge(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await page.getByText(/^You have it/).waitFor();
}

export async function assignTo(page: Page, name: string): Promise<void> {
  const people = page.getByLabel('Assign to', { exact: true });
  await people.selectOption(await people.locator('option', { hasText: name }).getAttribute('value'));
  await page.getByRole('button', { name: 'Assign', exact: true }).click();
}

export async function note(page: Page, text: string): Promise<void> {
  await page.getByLabel('Note for the timeline').fill(text);
  await page.getByRole('button', { name: 'Save note' }).click();
}

/** Chooses a severity. Tells whether it could be saved before there was a reason. */
export async function changeSeverity(page: Page, to: string, reason: string): Promise<boolean> {
  await page.locator('summary').filter({ hasText: 'Change severity' }).click();
  await page.getByRole('radio', { name: to }).check();
  const save = page.getByRole('button', { name: 'Save severity' });
  const needsNoReason = await save.isEnabled();
  await page.getByLabel('Reason for the new severity').fill(reason);
  await save.click();
  return needsNoReason;
}

export async function writeToReporter(page: Page, text: string): Promise<void> {
  await page.getByLabel('Message to the reporter').fill(text);
  await page.getByRole('button', { name: 'Send to the reporter' }).click();
  await page.getByText('Sent.', { exact: true }).waitFor();
}

const everyMove = [
  'Mark as triaged',
  'Mark as contained',
  'Start recovering',
  'Resolve',
  'Close the incident',
  'Reopen',
];

/** The moves that the console offers now. */
export async function offeredMoves(page: Page): Promise<readonly string[]> {
  const shown = await Promise.all(everyMove.map((name) => page.getByRole('button', { name, exact: true }).isVisible()));
  return everyMove.filter((_, place) => shown[place]);
}

/** Makes a move. Resolves once it is offered no longer. */
export async function move(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await button.click();
  await button.waitFor({ state: 'detached' });
}

/** The types of the entries of the timeline that is shown, from its top. */
export async function shownTimeline(page: Page): Promise<readonly string[]> {
  const entries = page.locator('li[data-type]');
  await entries.first().waitFor();
  return Promise.all((await entries.all()).map(async (entry) => (await entry.getAttribute('data-type')) ?? ''));
}
