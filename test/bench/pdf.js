const { join } = require('node:path');
const { DIST } = require('./tandem');
const { median, memoryOf, rounded, say } = require('./figures');

const WANTED = { page_ms: 50, lines_ms: 2000, memory_mb: 350 };
const PAGES = 60;
const RUNS = 5;

/**
 * How long the typesetter takes for a document of three lines, warm, and for one of a thousand, and what its thread adds to this process: in a
 * process that holds nothing else, so that the memory is its own.
 */
async function measurePdf() {
  const { Typesetter } = require(join(DIST, 'typesetting/typesetter.js'));
  const typesetter = new Typesetter();
  sheetOf(1000, -2); // what makes papers is here before the typesetter is
  const before = memoryOf(process.pid);
  const timed = async (lines, run) => {
    const began = performance.now();
    await typesetter.pdf(sheetOf(lines, run));
    return performance.now() - began;
  };
  const first = await timed(3, -1);
  const pages = [];
  for (let run = 0; run < PAGES; run++) pages.push(await timed(3, run));
  const long = [];
  for (let run = 0; run < RUNS; run++) long.push(await timed(1000, run));
  const memory = before === null ? null : memoryOf(process.pid) - before;
  await typesetter.onApplicationShutdown();
  const [page, lines] = [median(pages), median(long)];
  say({
    figure: 'pdf 1 page',
    p50_ms: rounded(page, 1),
    first_ms: rounded(first, 0),
    wanted: `<= ${WANTED.page_ms}`,
    ok: page <= WANTED.page_ms,
  });
  say({ figure: 'pdf 1,000 lines', p50_ms: rounded(lines, 0), wanted: `<= ${WANTED.lines_ms}`, ok: lines <= WANTED.lines_ms });
  say({
    ...{ figure: 'pdf memory', mb: rounded(memory, 0), wanted: `<= ${WANTED.memory_mb}` },
    ok: memory === null || memory <= WANTED.memory_mb,
  });
}

/** An invoice as it is issued, printed once: no two are the same, so nothing is remembered from the one before. */
function sheetOf(lines, run) {
  const { paperOf, DEFAULT_ACCENT } = require(join(DIST, 'invoicing/paper/paper.js'));
  const settings = { accent: DEFAULT_ACCENT, closing: {}, footer: {}, swift: 'BREXPLPWMBK' };
  const paper = paperOf(invoiceOf(lines, run), settings, 'original', '2026-11-24');
  return { template: 'invoicing/paper/document.typ', inputs: { paper: JSON.stringify(paper), code: '', logo: '' }, pictures: [] };
}

function invoiceOf(lines, run) {
  const { Invoice } = require(join(DIST, 'invoicing/invoices/invoice.entity.js'));
  const { Decimal } = require(join(DIST, 'money/decimal.js'));
  const amounts = (net) => ({
    net: new Decimal(net),
    vat: new Decimal(net).times('0.23'),
    gross: new Decimal(net).times('1.23'),
  });
  const nothing = new Decimal(0);
  const seller = {
    name: 'Ogrody Zielińska sp. z o.o.',
    taxNo: '5260250995',
    street: 'ul. Lipowa 12/3',
    postCode: '00-950',
    city: 'Warszawa',
  };
  const account = { country: 'PL', email: null, phone: null, bank: 'mBank S.A.', bankAccount: 'PL61109010140000071219812874' };
  const buyer = {
    company: true,
    name: `Kawiarnia ${run}`,
    taxCountry: 'PL',
    taxNo: '5252445767',
    street: 'Rynek 4',
    postCode: '31-042',
  };
  const line = (_, place) => ({
    ...{
      position: place + 1,
      before: false,
      name: `Pozycja ${run} numer ${place + 1}, o nazwie, która się zawija`,
      unit: 'szt.',
    },
    ...{ description: null, code: null, classification: null, quantity: new Decimal(1), price: new Decimal(100 + place) },
    ...{ discount: nothing, vatRate: '23', ...amounts(100 + place) },
  });
  const total = amounts(lines * 100 + (lines * (lines - 1)) / 2);
  return Object.assign(new Invoice(), {
    ...{
      kind: 'vat',
      number: `${run + 2}/11/2026`,
      issueOn: '2026-11-24',
      soldOn: '2026-11-23',
      dueOn: '2026-12-08',
      paymentMethod: 'transfer',
    },
    ...{ currency: 'PLN', method: 'net_sum', discountKind: 'percent_total', language: 'pl', noteKind: null, recipient: null },
    ...{
      seller: { ...seller, ...account },
      buyer: { ...buyer, city: 'Kraków', country: 'PL' },
      ...total,
      toPay: total.gross,
      paid: nothing,
    },
    ...{
      words: {},
      marks: {},
      exchange: { rate: null },
      correction: { kind: null },
      issuedAt: new Date(),
      charges: [],
      advances: [],
    },
    lines: Array.from({ length: lines }, line),
    taxes: [{ vatRate: '23', ...total, beforeNet: nothing, beforeVat: nothing, beforeGross: nothing, vatPln: null }],
  });
}

module.exports = { measurePdf };
