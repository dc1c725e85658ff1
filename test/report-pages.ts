import type { BrowserContext, Page } from 'playwright-core';

/** The words on the public pages that a reporter goes by. */
const words = {
  en: {
    locale: 'en-CA',
    title: 'Report a cyber incident',
    description: 'What happened?',
    accountName: /^Which one exactly\?/,
    more: /^Tell us more/,
    since: /^Since when\?/,
    yes: 'Yes',
    phone: /^Phone number \(/,
    email: /^Another email address/,
    send: 'Send the report',
    received: 'We have your report',
    receipt: 'Your reference',
    openFollowUp: 'Open the follow-up page',
    followUp: (reference: string) => `Report ${reference}`,
    refresh: 'Look for a new answer',
    reference: 'Reference',
    code: 'Receipt code',
    open: 'Open',
  },
  fr: {
    locale: 'fr-CA',
    title: 'Signaler un cyberincident',
    description: 'Que s’est-il passé?',
    accountName: /^Lequel exactement\?/,
    more: /^En dire plus/,
    since: /^Depuis quand\?/,
    yes: 'Oui',
    phone: /^Numéro de téléphone \(/,
    email: /^Une autre adresse de courriel/,
    send: 'Envoyer le signalement',
    received: 'Nous avons votre signalement',
    receipt: 'Votre numéro de référence',
    openFollowUp: 'Ouvrir la page de suivi',
    followUp: (reference: string) => `Signalement ${reference}`,
    refresh: 'Chercher une nouvelle réponse',
    reference: 'Numéro de référence',
    code: 'Code de reçu',
    open: 'Ouvrir',
  },
} as const;

export type PagesLanguage = keyof typeof words;

export interface FilledForm {
  readonly description: string;
  /** Label of the kind of account. */
  readonly account: string;
  readonly accountName: string;
  readonly since: string;
  readonly phone?: string;
  readonly email?: string;
}

export interface ShownReceipt {
  readonly reference: string;
  readonly receiptCode: string;
  readonly steps: readonly string[];
}

/** The locale that the browser of a reporter who reads this language asks for. */
export const localeOf = (language: PagesLanguage): string => words[language].locale;

/** Goes to the front page, fills in the form and sends it, by what a person can read; leaves the receipt on the screen. */
export async function reportOnPage(
  context: BrowserContext,
  url: string,
  language: PagesLanguage,
  form: FilledForm,
): Promise<{ readonly page: Page; readonly receipt: ShownReceipt }> {
  const say = words[language];
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(`${url}/`);
  await page.getByRole('heading', { level: 1, name: say.title }).waitFor();
  await page.getByLabel(say.description).fill(form.description);
  await page.getByRole('radio', { name: form.account }).check();
  await page.getByRole('textbox', { name: say.accountName }).fill(form.accountName);
  await page.locator('summary', { hasText: say.more }).click();
  await page.getByRole('textbox', { name: say.since }).fill(form.since);
  await page.getByRole('radio', { name: say.yes, exact: true }).check();
  await page.getByRole('textbox', { name: say.phone }).fill(form.phone ?? '');
  await page.getByRole('textbox', { name: say.email }).fill(form.email ?? '');
  await page.getByRole('button', { name: say.send }).click();
  await page.getByRole('heading', { level: 1, name: say.received }).waitFor();
  const shown = await page.getByRole('region', { name: say.receipt }).innerText();
  const [receiptCode = ''] = /\b\w{4}(?:-\w{4}){3}\b/.exec(shown) ?? [];
  const [reference = ''] = /\b\w{4}-\w{3}\b/.exec(shown) ?? [];
  const steps = await page.locator('ol > li').allInnerTexts();
  return { page, receipt: { reference, receiptCode, steps } };
}

/** From the receipt to the follow-up page by its button. */
export async function openFollowUp(page: Page, language: PagesLanguage, reference: string): Promise<void> {
  const say = words[language];
  await page.getByRole('button', { name: say.openFollowUp }).click();
  await page.getByRole('heading', { level: 1, name: say.followUp(reference) }).waitFor();
}

/** Enters reference and code on the follow-up page, as somebody who comes back on another day. */
export async function comeBack(
  context: BrowserContext,
  url: string,
  language: PagesLanguage,
  { reference, receiptCode }: ShownReceipt,
): Promise<Page> {
  const say = words[language];
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(`${url}${language === 'fr' ? '/fr/suivi' : '/en/follow-up'}`);
  await page.getByLabel(say.reference, { exact: true }).fill(reference);
  await page.getByLabel(say.code, { exact: true }).fill(receiptCode);
  await page.getByRole('button', { name: say.open, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: say.followUp(reference) }).waitFor();
  return page;
}
