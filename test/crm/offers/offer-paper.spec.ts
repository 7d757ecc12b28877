import sharp from 'sharp';
import { treeOf } from '../../../src/crm/offers/paper/html-tree';
import { OfferPapers, type PrintedOffer } from '../../../src/crm/offers/paper/offer-papers.service';
import { Firm } from '../../integration/firm';
import { PdfReader } from '../../invoicing/paper/pdf-reader';

describe('the tree of an offer’s text', () => {
  const kindsOf = (html: string) => treeOf(html).blocks.map(({ kind }) => kind);

  it('has what the editor makes, in its order (R80)', () => {
    expect(kindsOf('<h1>Oferta</h1><p>Dzień dobry</p><ul><li>raz</li></ul><hr /><blockquote>cytat</blockquote>luzem')).toEqual([
      ...['h1', 'p', 'item', 'rule', 'quote', 'p'],
    ]);
  });

  it('keeps how words look, one look within the other', () => {
    const [{ inlines }] = treeOf('<p>a <strong>b <em>c</em></strong><a href="https://x.example/">d</a></p>').blocks;
    expect(inlines.map(({ text, strong, em, link }) => [text, strong, em, link])).toEqual([
      ['a ', false, false, ''],
      ['b ', true, false, ''],
      ['c', true, true, ''],
      ['d', false, false, 'https://x.example/'],
    ]);
  });

  it('numbers lists at each depth by itself', () => {
    const html = '<ol><li>a</li><li class="ql-indent-1">b</li><li class="ql-indent-1">c</li><li>d<ol><li>e</li></ol></li></ol>';
    expect(treeOf(html).blocks.map(({ mark, indent }) => `${indent} ${mark}`)).toEqual(['0 1.', '1 1.', '1 2.', '0 2.', '1 1.']);
  });

  it('reads through what it does not know, and takes no markup for anything but text', () => {
    const { blocks } = treeOf('<article><p>a</p></article><p>#set page() \\ $x$ &lt;b&gt;</p>');
    expect(blocks.flatMap(({ inlines }) => inlines.map(({ text }) => text))).toEqual(['a', '#set page() \\ $x$ <b>']);
  });
});

describe('an offer on paper', () => {
  let firm: Firm;
  const reader = new PdfReader();
  beforeAll(async () => {
    firm = await Firm.open();
  });
  afterAll(async () => {
    await reader.close();
    await firm.close();
  });

  const printed = (changes: Partial<PrintedOffer> = {}) =>
    firm.test.app.get(OfferPapers, { strict: false }).printed({
      ...{ number: 'OF 12/2026', title: 'Ogród przy Lipowej', language: 'pl', colour: '#1f5673', logo: null, footer: null },
      ...{ html: '<p>Zażółć gęślą jaźń</p>', day: '2026-11-24', ...changes },
    });

  it('says what the sheet says, with the lines’ table and its sums on the last page (R80)', async () => {
    const row = (at: number) => `<tr><td>Pozycja ${at}<small>opis</small></td><td class="number">1 szt.</td></tr>`;
    const rows = Array.from({ length: 80 }, (_, at) => row(at + 1)).join('');
    const html = `<h1>Oferta</h1><table class="offer-lines"><thead><tr><th>Nazwa</th><th>Ilość</th></tr></thead><tbody>${rows}</tbody><tfoot><tr class="grand"><td colspan="1">Razem</td><td>80</td></tr></tfoot></table>`;
    const { name, bytes } = await printed({ html });
    const { pages } = await reader.read(bytes);
    expect(name).toBe('OF-12-2026.pdf');
    expect(pages[0]).toContain('Oferta');
    for (const page of pages) expect(page).toContain('Nazwa');
    expect(pages.join(' ')).toContain('Pozycja 80');
    expect(pages.at(-1)).toContain('Razem');
  });

  it('is opened by who sees its deal, and by nobody else (R72, R80)', async () => {
    const dealId = await firm.deal('Taras');
    const { location } = await firm.browser.post('/crm/offers', {
      dealId,
      title: 'Taras',
      language: 'pl',
      currency: 'PLN',
      html: '<p>Oto oferta</p>',
    });
    const { status, headers } = await firm.browser.visit(`${location}/pdf`);
    expect([status, headers['content-type']]).toEqual([200, 'application/pdf']);
    const jan = await firm.colleague('jan', { crmRole: 'user', crmLevel: 'own' });
    expect((await jan.visit(`${location}/pdf`)).status).toBe(404);
  });

  it('gives the same bytes for the same offer, with logo and pictures (R101)', async () => {
    const picture = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#228855' } })
      .png()
      .toBuffer();
    const url = `data:image/png;base64,${picture.toString('base64')}`;
    const changes = { logo: url, html: `<p><img src="${url}" width="40" /> widok</p>` };
    const [once, again] = [await printed(changes), await printed(changes)];
    expect(once.bytes.equals(again.bytes)).toBe(true);
    const shows = ({ bytes }: { bytes: Buffer }) => /\/Subtype ?\/Image/.test(bytes.toString('latin1'));
    expect([shows(once), shows(await printed())]).toEqual([true, false]);
  });
});
