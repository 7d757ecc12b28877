import sharp from 'sharp';
import { withClient } from '../../src/database/connection';
import { openApp, type TestApp, type TestBrowser } from '../app';

let PNG: Buffer;
let JPEG: Buffer;
let WEBP: Buffer;
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');

describe("a department's logo", () => {
  let app: TestApp;
  let anna: TestBrowser;
  let department: number;
  beforeAll(async () => {
    const picture = sharp({ create: { width: 2400, height: 300, channels: 3, background: '#347' } }).withExif({
      IFD0: { Artist: 'Tajny autor' },
    });
    [PNG, JPEG, WEBP] = await Promise.all(
      [picture.clone().png(), picture.clone().jpeg(), picture.clone().webp()].map((one) => one.toBuffer()),
    );
  });
  beforeEach(async () => {
    app = await openApp();
    anna = await app.signedUp({ login: 'anna' });
    [{ id: department }] = await rows<{ id: number }>('select id from departments where main');
  });
  afterEach(() => app.close());

  const rows = async <Row>(sql: string) =>
    (await withClient(app.database.ownerOptions, (client) => client.query(sql))).rows as Row[];
  const jarOf = (browser: TestBrowser) => (browser as unknown as { cookies: Map<string, string> }).cookies;
  const cookiesOf = (browser: TestBrowser) => [...jarOf(browser)].map(([name, value]) => `${name}=${value}`).join('; ');

  /** Sends the file as a browser does. */
  async function upload(bytes: Buffer, { type = 'image/png', browser = anna } = {}) {
    const boundary = 'granica';
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="logo"; filename="logo"\r\ncontent-type: ${type}\r\n\r\n`;
    const answer = await app.app.inject({
      method: 'POST',
      url: `/departments/${department}/logo`,
      payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
      headers: { cookie: cookiesOf(browser), 'content-type': `multipart/form-data; boundary=${boundary}` },
    });
    for (const { name, value } of answer.cookies) jarOf(browser).set(name, value);
    return answer;
  }
  const shown = (browser = anna) =>
    app.app.inject({ method: 'GET', url: `/departments/${department}/logo`, headers: { cookie: cookiesOf(browser) } });
  const page = async () => (await anna.visit(`/settings/departments/${department}/edit`)).text;

  it.each([
    ['PNG', () => PNG, 'image/png'],
    ['JPEG', () => JPEG, 'image/jpeg'],
    ['WebP', () => WEBP, 'image/png'],
  ])('is a %s as its bytes say, made anew within bounds and with nothing but the picture (R69)', async (_, bytes, type) => {
    expect(bytes().includes('Tajny autor')).toBe(true);
    expect((await upload(bytes(), { type: 'text/html' })).statusCode).toBe(303);
    const { statusCode, headers, rawPayload } = await shown();
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({ 'content-type': type, 'x-content-type-options': 'nosniff' });
    expect(await sharp(rawPayload).metadata()).toMatchObject({ width: 1200, height: 150 });
    expect(rawPayload.includes('Tajny autor')).toBe(false);
    expect(await page()).toContain(`<img class="img-fluid" src="/departments/${department}/logo?v=`);
  });

  it.each([
    ['never an SVG, which can carry script', () => SVG, 'To nie jest obraz PNG, JPEG ani WebP.'],
    ['no picture that cannot be read', () => PNG.subarray(0, 60), 'To nie jest obraz PNG, JPEG ani WebP.'],
    ['nothing larger than 1 MB', () => Buffer.concat([PNG, Buffer.alloc(1_048_576)]), 'więcej niż 1 MB'],
    ['not nothing at all', () => Buffer.alloc(0), 'Nie wybrano pliku z logo.'],
  ])('is %s (R69)', async (_, bytes, reason) => {
    expect((await upload(bytes())).statusCode).toBe(303);
    expect(await page()).toContain(reason);
    expect((await shown()).statusCode).toBe(404);
  });

  it('is replaced and removed, with every picture kept in the history (R119)', async () => {
    await upload(PNG);
    await upload(JPEG);
    expect((await shown()).headers['content-type']).toBe('image/jpeg');
    expect((await anna.post(`/departments/${department}/logo/deletion`)).status).toBe(303);
    expect((await shown()).statusCode).toBe(404);
    expect(await rows('select type from department_logos order by id')).toEqual([{ type: 'image/png' }, { type: 'image/jpeg' }]);
    const text = await page();
    expect(text).toContain('Wgrano logo');
    expect(text).toContain('Usunięto logo');
  });

  it('is shown to members, changed by administrators, and does not exist for other accounts or strangers (R75, R114)', async () => {
    await upload(PNG);
    const jan = await app.signedUp({ company: 'Obcy' });
    expect((await shown(jan)).statusCode).toBe(404);
    expect((await upload(JPEG, { browser: jan })).statusCode).toBe(404);
    expect((await shown(app.browser())).headers.location).toBe('/sign-in');
    await rows(`update memberships set role = 'user'`);
    expect((await shown()).statusCode).toBe(200);
    expect((await upload(JPEG)).statusCode).toBe(403);
  });
});
