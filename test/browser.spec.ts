import { closeBrowser, newPage } from './browser';

describe('the browser of the journeys', () => {
  afterAll(closeBrowser);

  it('draws Polish letters, each as a sign of its own', async () => {
    const page = await newPage();
    await page.setContent('<span>żółć</span><span>ąęńś</span><span>źĄŻŁ</span><span>□□□□</span>');
    const widths = await page.locator('span').evaluateAll((spans) => spans.map((span) => span.getBoundingClientRect().width));

    expect(Math.min(...widths)).toBeGreaterThan(20);
    expect(new Set(widths).size).toBe(4);
  });

  it('speaks Polish unless asked otherwise', async () => {
    const page = await newPage();

    expect(await page.evaluate<string>('navigator.language')).toBe('pl-PL');
  });
});
