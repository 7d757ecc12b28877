import { DocumentDeals } from '../../../src/integration/links/document-deals.service';
import { InvoicesService } from '../../../src/invoicing/invoices/invoices.service';
import { PaymentsService } from '../../../src/invoicing/payments/payments.service';
import { Firm, line } from '../firm';

describe('what happens to documents', () => {
  let firm: Firm;
  let client: number;
  beforeAll(async () => {
    firm = await Firm.open();
    client = await firm.client('Kawiarnia Pod Lipą');
  });
  afterAll(() => firm.close());

  const kindsOf = async (document: number) =>
    (await firm.rows<{ kind: string }>(`select kind from happenings where invoice_id = ${document} order by id`)).map(
      ({ kind }) => kind,
    );

  it('R76: an issued invoice completes a sale, told with its deal and client', async () => {
    const document = await firm.issue({ clientId: client });
    expect(await kindsOf(document)).toEqual(['document_issued', 'sale_completed']);
    const [deal] = await firm.deals(`born_of_invoice_id = ${document}`);
    expect(
      await firm.rows(
        `select deal_id::int deal, client_id::int client from happenings where kind = 'sale_completed' and invoice_id = ${document}`,
      ),
    ).toEqual([{ deal: deal.id, client }]);
  });

  it('R76: a draft, a proforma and a kind that is not accepted complete none', async () => {
    expect(await kindsOf(await firm.draft())).toEqual([]);
    expect(await kindsOf(await firm.issue({ kind: 'proforma' }))).toEqual(['document_issued']);
    const bill = await firm.issue({
      kind: 'bill',
      lines: [line('Porada', 100, { rate: 'zw' })],
    });
    expect(await kindsOf(bill)).toEqual(['document_issued']);
  });

  it('R76: a receipt completes one, the invoice to it does not', async () => {
    const receipt = await firm.issue({ kind: 'receipt', clientId: client });
    expect(await kindsOf(receipt)).toEqual(['document_issued', 'sale_completed']);
    expect(await kindsOf(await firm.issue({ fromInvoiceId: receipt, clientId: client }))).toEqual(['document_issued']);
  });

  it('R76: a correction completes none', async () => {
    const document = await firm.issue({ clientId: client });
    const lines = [line('Projekt ogrodu', 1000)];
    const correction = await firm.issue({ kind: 'correction', fromInvoiceId: document, clientId: client, lines });
    expect(await kindsOf(correction)).toEqual(['document_issued']);
  });

  it('R76: an invoice made from a proforma completes one', async () => {
    const proforma = await firm.issue({ kind: 'proforma', clientId: client });
    expect(await kindsOf(await firm.issue({ fromInvoiceId: proforma, clientId: client }))).toEqual([
      'document_issued',
      'sale_completed',
    ]);
  });

  it('R95: that was paid and cancelled is told too', async () => {
    const document = await firm.issue({ clientId: client });
    await firm.does(PaymentsService, (payments) => payments.markPaid(document));
    await firm.does(PaymentsService, (payments) => payments.markUnpaid(document));
    await firm.does(InvoicesService, (invoices) => invoices.cancel(document, 'Pomyłka'));
    expect((await kindsOf(document)).slice(2)).toEqual(['document_paid', 'document_cancelled']);
  });

  it('R87: long ago starts nothing', async () => {
    const document = await firm.issue({ kind: 'proforma', clientId: client });
    await firm.does(DocumentDeals, (deals) => deals.adopt(document, null));
    expect(await kindsOf(document)).toEqual(['document_issued']);
  });
});
