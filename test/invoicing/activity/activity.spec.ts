import { decoded, Firm } from '../../integration/firm';

describe('what was done with documents', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.open();
  });
  afterAll(() => firm.close());

  const numberOf = async (id: number) =>
    (await firm.rows<{ number: string }>(`select number from invoices where id = ${id}`))[0].number;
  const told = async (query = '') => {
    const { text } = await firm.browser.visit(`/invoicing/activity${query}`);
    const entries = decoded(text).match(/<div class="timeline-body">[\s\S]*?<\/div>/g) ?? [];
    return entries.map((entry) =>
      entry
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );
  };
  const of = (entries: string[], number: string) => entries.filter((entry) => entry.includes(`Faktura VAT ${number} `));

  it('R57: is told of the whole account: made, issued and edited, each once, by whom and when', async () => {
    const id = await firm.issue();
    await firm.edit(id, { notes: 'Dziękujemy', buyerName: 'Kawiarnia Pod Lipą Sp. z o.o.' });
    const entries = of(await told(), await numberOf(id));
    expect(entries.map((entry) => entry.split(' Faktura')[0])).toEqual([
      'Zmieniono dokument',
      'Wystawiono dokument',
      'Utworzono dokument',
    ]);
    for (const entry of entries) expect(entry).toContain('Anna Zielińska');
  });

  it('R57: can be narrowed to what was made or changed, and nothing is told twice over its pages', async () => {
    const ids = [];
    for (let i = 0; i < 55; i++) ids.push(await firm.draft());
    const first = await firm.browser.visit('/invoicing/activity?what=made');
    const older = decoded(/href="([^"]+)" rel="next"/.exec(first.text)![1]).replaceAll('&amp;', '&');
    const links = (text: string) =>
      [...text.matchAll(/timeline-body">\s*<p><a href="\/invoicing\/invoices\/(\d+)"/g)].map(([, id]) => Number(id));
    const all = [...links(first.text), ...links((await firm.browser.visit(older)).text)];
    expect(all).toHaveLength(new Set(all).size);
    for (const id of ids) expect(all).toContain(id);
    expect(links((await firm.browser.visit('/invoicing/activity?what=edited')).text)).not.toContain(ids[0]);
  });

  it('R57: is for owners of Invoicing only', async () => {
    const igor = await firm.colleague('igor', { invoicingRole: 'administrator', invoicingLevel: 'all' });
    expect((await igor.visit('/invoicing/activity')).status).toBe(403);
    expect((await igor.visit('/invoicing/invoices')).text).not.toContain('/invoicing/activity');
    expect((await firm.browser.visit('/invoicing/invoices')).text).toContain('/invoicing/activity');
  });
});
