import { InvoicesService } from '../../../src/invoicing/invoices/invoices.service';
import { RudeServer, setServer } from '../../mail/post';
import { openDesk } from './desk';

const desk = openDesk();
const { issued, send, write, page, rowsOf, mailOf, envelope } = desk;

describe('the envelope of a document, and what a mailed one keeps', () => {
  it('R54, R55: has an envelope on the list that is not ahead of the server: unsent, waiting, accepted', async () => {
    await desk.firm.rows('update mail_servers set deleted_at = now()');
    const id = await issued();
    expect((await envelope(id))![1]).toBe('Nie wysłano');
    await send(id);
    await desk.firm.test.jobsDone();
    expect(await page(`/invoicing/invoices/${id}`)).toContain('nie ustawiono jeszcze serwera poczty');
    expect((await envelope(id))![1]).toContain('Czeka na wysłanie');
    expect(await page('/invoicing/invoices?mail=waiting')).toContain(`/invoicing/invoices/${id}"`);
    await setServer(desk.firm, desk.office.port);
    await desk.firm.test.jobsDone();
    const [colour, title] = (await envelope(id))!;
    expect(colour).toBe('good');
    expect(title).toMatch(/^Przyjęto na serwerze poczty · \d\d\.\d\d\.\d{4}, \d\d:\d\d · biuro@lipa\.example/);
  });

  it("R55: says on list and page that a server refused it, in the server's words", async () => {
    const rude = await RudeServer.open((command) => {
      if (command === 'CONNECT') return '220 here';
      return command.startsWith('RCPT') ? '550 5.1.1 No such mailbox here' : '250 fine';
    });
    await setServer(desk.firm, rude.port);
    const id = await issued();
    await send(id);
    await desk.firm.test.jobsDone();
    await rude.close();
    const [colour, title] = (await envelope(id))!;
    expect([colour, title]).toEqual(['bad', expect.stringContaining('No such mailbox here')]);
    expect(await page(`/invoicing/invoices/${id}`)).toContain('No such mailbox here');
    const failed = await page('/invoicing/invoices?mail=failed');
    expect(failed).toContain(`/invoicing/invoices/${id}"`);
    expect(await page('/invoicing/invoices?mail=accepted')).not.toContain(`/invoicing/invoices/${id}"`);
  });

  it('R54: can be looked for by whether it was sent', async () => {
    const [sent, unsent, draft] = [await issued(), await issued(), await desk.firm.draft()];
    await send(sent);
    await desk.firm.test.jobsDone();
    const has = async (mail: string, id: number) =>
      (await page(`/invoicing/invoices?mail=${mail}`)).includes(`/invoicing/invoices/${id}"`);
    expect(await Promise.all([has('accepted', sent), has('accepted', unsent)])).toEqual([true, false]);
    expect(await Promise.all([has('unsent', sent), has('unsent', unsent), has('unsent', draft)])).toEqual([false, true, false]);
  });

  it('R125: mailed, is not deleted but cancelled or corrected, whoever writes', async () => {
    const id = await issued();
    await send(id);
    await desk.firm.test.jobsDone();
    await desk.firm.browser.post(`/invoicing/invoices/${id}/deletion`);
    expect(await desk.firm.rows(`select from invoices where id = ${id} and deleted_at is null`)).toHaveLength(1);
    expect(await page(`/invoicing/invoices/${id}`)).toContain('Klient dostał ten dokument');
    await expect(desk.firm.rows(`update invoices set deleted_at = now() where id = ${id}`)).rejects.toThrow(
      'cancelled or corrected',
    );
    await expect(desk.firm.rows(`update invoices set mailed_at = null where id = ${id}`)).rejects.toThrow('stays mailed');
    await desk.firm.does(InvoicesService, (invoices) => invoices.cancel(id, null));
    await desk.firm.browser.post(`/invoicing/invoices/${id}/deletion`);
    expect(await desk.firm.rows(`select from invoices where id = ${id} and deleted_at is null`)).toHaveLength(1);
  });

  it('R125: edited after it was mailed, shows so on its envelope, until it is sent again', async () => {
    const id = await issued();
    await send(id);
    await desk.firm.test.jobsDone();
    expect((await envelope(id))![1]).not.toContain('zmieniono po wysłaniu');
    await desk.firm.edit(id, { buyerEmail: 'biuro@lipa.example', notes: 'Nowe uwagi' });
    expect((await envelope(id))![1]).toContain('zmieniono po wysłaniu');
    await send(id);
    await desk.firm.test.jobsDone();
    expect((await envelope(id))![1]).not.toContain('zmieniono po wysłaniu');
  });

  it('R125: is not sent as a draft, cancelled or deleted', async () => {
    const [draft, cancelled, deleted] = [await desk.firm.draft(), await issued(), await issued()];
    await desk.firm.does(InvoicesService, (invoices) => invoices.cancel(cancelled, null));
    await desk.firm.does(InvoicesService, (invoices) => invoices.delete(deleted, null));
    for (const id of [draft, cancelled, deleted]) {
      await send(id);
      await write(id);
      expect(await rowsOf(id)).toEqual([]);
    }
  });

  it('R125: cancelled, tells its buyer if wished, and only if somebody knows where to', async () => {
    const [told, untold, unknown] = [await issued(), await issued(), await desk.firm.issue({ buyerName: 'Nieznany' })];
    const before = desk.office.received.length;
    await desk.firm.browser.post(`/invoicing/invoices/${untold}/cancellation`, { reason: '' });
    await desk.firm.browser.post(`/invoicing/invoices/${told}/cancellation`, { reason: 'Pomyłka', tell: 'on' });
    await desk.firm.browser.post(`/invoicing/invoices/${unknown}/cancellation`, { tell: 'on' });
    await desk.firm.test.jobsDone();
    expect(desk.office.received).toHaveLength(before + 1);
    const { mail } = await mailOf(told);
    expect(mail.subject).toMatch(/^Anulowano: Faktura VAT/);
    expect(mail.text).toContain('został anulowany');
    const states = await desk.firm.rows(
      `select id::int, cancelled_at is not null cancelled from invoices where id in (${told}, ${unknown}) order by id`,
    );
    expect(states).toEqual([
      { id: told, cancelled: true },
      { id: unknown, cancelled: false },
    ]);
  });

  it('R121, R125: deleted or cancelled while its message waits, takes it out of the outbox', async () => {
    await desk.firm.rows('update mail_servers set deleted_at = now()');
    const [deleted, cancelled] = [await issued(), await issued()];
    await desk.firm.browser.post('/invoicing/sendings', { invoices: [deleted, cancelled] });
    await desk.firm.test.jobsDone();
    const before = desk.office.received.length;
    await desk.firm.browser.post(`/invoicing/invoices/${deleted}/deletion`);
    await desk.firm.does(InvoicesService, (invoices) => invoices.cancel(cancelled, null));
    await setServer(desk.firm, desk.office.port);
    await desk.firm.test.jobsDone();
    expect(desk.office.received.slice(before).map(({ text }) => /Subject: .*/.exec(text)?.[0])).toEqual([]);
    for (const id of [deleted, cancelled]) expect(await rowsOf(id)).toMatchObject([{ state: 'withdrawn' }]);
    expect((await envelope(cancelled))![1]).toBe('Nie wysłano');
  });

  it('R121, R125: is not deleted while its message is being handed over', async () => {
    const rude = await RudeServer.open((command) => (command === 'CONNECT' ? null : '250 fine'));
    await setServer(desk.firm, rude.port);
    const id = await issued();
    await send(id);
    await until(
      async () =>
        (await desk.firm.rows(`select from mail_messages where attempt_id is not null and state = 'queued'`)).length > 0,
    );
    await desk.firm.browser.post(`/invoicing/invoices/${id}/deletion`);
    expect(await desk.firm.rows(`select from invoices where id = ${id} and deleted_at is null`)).toHaveLength(1);
    expect(await page(`/invoicing/invoices/${id}`)).toContain('jest właśnie przekazywana');
    await rude.close();
  });
});

async function until(isSo: () => Promise<boolean>) {
  for (let tries = 0; !(await isSo()); tries++) {
    if (tries > 100) throw new Error('It never came so far');
    await new Promise((done) => setTimeout(done, 50));
  }
}
