import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from './setup/browser';

let browser: Promise<Browser> | undefined;

/** The one browser of a test file; the first call starts it. Close it in afterAll with closeBrowser(). */
export function openBrowser(): Promise<Browser> {
  browser ??= launchBrowser();
  return browser;
}

export async function closeBrowser() {
  await (await browser)?.close();
  browser = undefined;
}

/** A page of a person of one's own: no cookies shared, Polish and without motion unless the options say otherwise. */
export async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await (await openBrowser()).newContext({
    locale: 'pl-PL',
    timezoneId: 'Europe/Warsaw',
    viewport: { width: 1280, height: 860 },
    reducedMotion: 'reduce',
    ...options,
  });
  return context.newPage();
}
