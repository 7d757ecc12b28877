import type { BrowserContextOptions, Page } from 'playwright-core';
import { type Language, translate } from '../../src/web/translations';
import { openApp, type TestApp } from '../app';
import { newPage } from '../browser';

/** The application listening on a port of its own, and people who open it in a browser. */
export class Site {
  /** What went wrong in browsers: errors of scripts, refused scripts and styles. */
  readonly complaints: string[] = [];

  private constructor(
    readonly test: TestApp,
    readonly address: string,
  ) {}

  static async open(): Promise<Site> {
    const test = await openApp();
    await test.app.listen(0, '127.0.0.1');
    return new Site(test, (await test.app.getUrl()).replace('[::1]', 'localhost'));
  }

  async visitor(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await newPage({ baseURL: this.address, ...options });
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of (4\d\d)/.test(message.text())) this.complaints.push(message.text());
    });
    return page;
  }

  close() {
    return this.test.close();
  }
}

/** The words of pages in one language, by which a person finds what to click. */
export const wordsOf = (language: Language) => (key: string, values?: Record<string, string | number>) =>
  translate(language, key, values);

/** Fills fields by their names in the form. */
export async function fill(page: Page, fields: Record<string, string>) {
  for (const [name, value] of Object.entries(fields)) await page.locator(`main [name="${name}"]`).first().fill(value);
}

/** The one button that does what the page is for. */
export function go(page: Page) {
  return page.locator('main form button.btn-primary').first().click();
}
