import type { Browser, Page } from 'playwright-core';
import { accessibilityFaults, sidewaysOverflow } from './accessibility.js';
import { findChromium, openChromium } from './chromium.js';
import { openConsole } from './console-pages.js';
import type { DeskClient } from './desk-client.js';
import { HotlineRig } from './hotline-rig.js';
import { looksUnlike } from './looks.js';

/** Whether there is a browser here, and what a suite's name says where there is none. */
export const canBrowse = findChromium() !== null;
export const unlessBrowser = canBrowse ? '' : ': there is no Chromium here: set CHROMIUM to its path';

export { pictures } from './looks.js';

/** In which the pages that are worked with most must be fit for everyone. */
export const everyAppearance = [
  { language: 'English', scheme: 'light', width: 1280 },
  { language: 'Français', scheme: 'light', width: 1280 },
  { language: 'English', scheme: 'dark', width: 360 },
  { language: 'Français', scheme: 'dark', width: 360 },
] as const;

/** In which all the others must be: each language, theme and width once. */
export const appearances = [everyAppearance[0], everyAppearance[3]] as const;

/** The whole hotline with a manager signed in to its console, in English. */
export class ConsoleScene {
  private constructor(
    readonly rig: HotlineRig,
    readonly browser: Browser,
    readonly page: Page,
    readonly desk: DeskClient,
  ) {}

  static async open(): Promise<ConsoleScene> {
    const rig = await HotlineRig.start();
    const browser = await openChromium(findChromium() ?? '');
    const context = await browser.newContext({ locale: 'en-CA', viewport: { width: 1280, height: 900 } });
    const page = await openConsole(context, `${rig.url}/console/`, rig.person('marc'));
    const scene = new ConsoleScene(rig, browser, page, await rig.signIn('marc'));
    await scene.speak('English');
    return scene;
  }

  /** The same hotline as somebody else sees it, who is signed in on another page. */
  of(page: Page): ConsoleScene {
    return new ConsoleScene(this.rig, this.browser, page, this.desk);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.rig.stop();
  }

  /** Goes to a page of the console. Resolves once its heading is there. */
  async show(path: string, title: string): Promise<void> {
    await this.page.goto(`${this.rig.url}/console${path}`);
    await this.page.getByRole('heading', { level: 1, name: title }).waitFor();
  }

  async speak(language: 'English' | 'Français'): Promise<void> {
    const button = this.page.getByRole('button', { name: language, exact: true });
    if (await button.isVisible()) await button.click();
  }

  /** The page looks as its picture in `docs/images` does, where there is one. */
  async picture(name: string): Promise<void> {
    const [fault] = await this.unlike(name);
    if (fault !== undefined) throw new Error(fault);
  }

  /** What is said when it does not. */
  async unlike(name: string): Promise<readonly string[]> {
    const fault = await looksUnlike(this.page, name);
    return fault === null ? [] : [fault];
  }

  /** Looks as one of `everyAppearance` from now on. */
  async appear({ language, scheme, width }: (typeof everyAppearance)[number]): Promise<void> {
    await this.page.setViewportSize({ width, height: 800 });
    await this.page.emulateMedia({ colorScheme: scheme });
    await this.speak(language);
  }

  /** What keeps the page that is shown from being fit for everyone. */
  async faults(): Promise<readonly unknown[]> {
    const wider = await sidewaysOverflow(this.page);
    return [...(await accessibilityFaults(this.page)), ...(wider > 0 ? [`${wider} pixels wider than the window`] : [])];
  }
}
