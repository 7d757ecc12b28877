import 'reflect-metadata';
import { ClientDeletionsService } from '../../../src/clients/client-deletions.service';
import { InvoicesService } from '../../../src/invoicing/invoices/invoices.service';
import { Firm } from '../../integration/firm';

let firm: Firm;
beforeAll(async () => {
  firm = await Firm.open();
});
afterAll(() => firm.close());

const sellerOf = async (id: number) =>
  (await firm.rows<object>(`select seller_name name, seller_tax_no "taxNo", number from invoices where id = ${id}`))[0];

it('R11: an old draft is issued of its seller as they are then, in the series of their tax number', async () => {
  const draft = await firm.draft();
  await firm.rows(
    `update departments set seller_name = 'Ogrody Zielińska sp. z o.o.', tax_no = '5252445767' where id = ${firm.department}`,
  );
  const other = await firm.issue();
  await firm.does(InvoicesService, (invoices) => invoices.issue(draft));
  const [first, second] = [await sellerOf(other), await sellerOf(draft)];
  expect(second).toMatchObject({ name: 'Ogrody Zielińska sp. z o.o.', taxNo: '5252445767' });
  expect(first).toMatchObject({ number: expect.stringMatching(/^1\//) });
  expect(second).toMatchObject({ number: expect.stringMatching(/^2\//) });
});

it('R69: a draft of an archived department is not issued', async () => {
  await firm.browser.post('/settings/departments', { name: 'Dawny', sellerName: 'Dawny', taxCountry: 'PL', country: 'PL' });
  const [{ id }] = await firm.rows<{ id: number }>(`select id::int from departments where name = 'Dawny'`);
  const draft = await firm.draft({ departmentId: id });
  await firm.rows(`update departments set archived_at = now() where id = ${id}`);
  await expect(firm.does(InvoicesService, (invoices) => invoices.issue(draft))).rejects.toMatchObject({
    key: 'seller_gone',
    field: 'departmentId',
  });
});

it('R75: a client is either deleted or named by a draft, however close both come', async () => {
  for (let round = 0; round < 8; round++) {
    const client = await firm.client(`Wyścig ${round}`);
    const results = await Promise.allSettled([
      firm.does(ClientDeletionsService, (deletions) => deletions.delete(client)),
      firm.draft({ clientId: client }),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  }
});

it('meets what cannot be text in a form with the form, not with an error page', async () => {
  for (const odd of [{ buyerName: 'a\0b' }, { buyerTaxNo: 'a\0b' }, { buyerName: ['a'] }, { buyerTaxNo: { x: 'a' } }]) {
    expect((await firm.browser.post('/invoicing/invoices', { next: 'draft', ...odd })).status).toBe(422);
  }
  expect(
    (await firm.browser.visit(`/invoicing/invoices/new?from=${await firm.issue({ kind: 'receipt' })}&kind=zzz`)).status,
  ).toBeLessThan(500);
});
