import { Bounces } from '../../src/mail/bounces.service';
import { Outbox } from '../../src/mail/outbox/outbox.service';
import { decoded, Firm } from '../integration/firm';
import { hurry, PostOffice, polite, RudeServer, report, sent, setServer } from '../mail/post';

describe('mail that did not arrive', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.open();
    hurry(firm);
  });
  afterAll(() => firm.close());
  beforeEach(() => firm.rows('delete from notices'));

  const notices = () => firm.rows<{ ids: object; key: string }>('select ids, user_id::int "user" from notices order by id');
  const told = async () => decoded((await firm.browser.visit('/notices')).text);
  const refusing = () =>
    PostOffice.open({ onRcptTo: (_, __, done) => done(Object.assign(new Error('no such mailbox'), { responseCode: 550 })) });

  it('R121: is told to who queued it, once for each time that it failed', async () => {
    const office = await refusing();
    await setServer(firm, office.port);
    const { id, state } = await sent(firm);
    expect(state).toBe('failed');
    expect(await notices()).toEqual([{ ids: { message: id, state: 'failed' }, user: firm.anna.user }]);
    const text = await told();
    expect(text).toContain('Nie udało się wysłać wiadomości „Faktura FV 1/11/2026 – żółć” do klient@lipa.example');
    const [{ notice }] = await firm.rows<{ notice: number }>('select id::int notice from notices');
    expect((await firm.browser.post(`/notices/${notice}/reading`)).location).toBe(`/invoicing/outbox/${id}`);
    await firm.does(Outbox, (outbox) => outbox.sendAgain(id, 'invoicing'));
    await firm.test.jobsDone();
    expect(await notices()).toHaveLength(2);
    await office.close();
  });

  it('R121: is told of, too, when nobody knows whether it arrived', async () => {
    const rude = await RudeServer.open((command) => (command === '.' ? 'gone' : polite(command)));
    await setServer(firm, rude.port);
    expect((await sent(firm)).state).toBe('unknown');
    expect(await told()).toContain('Nie wiadomo, czy wiadomość „Faktura FV 1/11/2026 – żółć” dotarła');
    await rude.close();
  });

  it('R131: says neither subject nor address, and leads nowhere, to whom the side of the message is closed', async () => {
    const office = await refusing();
    await setServer(firm, office.port);
    await sent(firm);
    await firm.rows(`update memberships set ended_at = now() where side = 'invoicing'`);
    const ofCrm = await told();
    expect(ofCrm).toContain('<span class="notice-text">Nie udało się wysłać wiadomości</span>');
    for (const sign of ['FV 1/11', 'lipa.example', '/invoicing']) expect(ofCrm).not.toContain(sign);
    await firm.rows(`update memberships set ended_at = case side when 'crm' then now() end`);
    await firm.rows('delete from notices');
    await sent(firm, { side: 'crm', subject: 'Oferta na ogród' });
    const ofInvoicing = await told();
    expect(ofInvoicing).toContain('<span class="notice-text">Nie udało się wysłać wiadomości</span>');
    for (const sign of ['Oferta na ogród', 'lipa.example', '/crm']) expect(ofInvoicing).not.toContain(sign);
    await firm.rows('update memberships set ended_at = null');
    await office.close();
  });

  it('R121: that came back is told in the bell, in the reader’s language and once, and leads to the message', async () => {
    const office = await PostOffice.open();
    await setServer(firm, office.port, { bouncePattern: 'zwroty+{id}@ogrody.example' });
    const clientId = await firm.client('Kawiarnia Pod Lipą');
    const { id, state } = await sent(firm, { side: 'crm', clientId, subject: 'Oferta na ogród' });
    expect(state).toBe('accepted');
    expect(await notices()).toEqual([]);
    const mail = report(office.received.at(-1)!.from);
    for (let i = 0; i < 2; i++) await firm.test.app.get(Bounces, { strict: false }).take(mail);
    expect(await notices()).toEqual([{ ids: { message: id, state: 'bounced' }, user: firm.anna.user }]);
    expect(decoded((await firm.browser.visit('/crm/deals')).text)).toMatch(/class="bell"[^>]*title="[^"]*1/);
    expect(await told()).toContain('Wiadomość „Oferta na ogród” do klient@lipa.example wróciła niedoręczona');
    await firm.browser.post('/person/preferences', { language: 'en' });
    expect(await told()).toContain('Oferta na ogród');
    expect(await told()).not.toContain('wróciła');
    await firm.browser.post('/person/preferences', { language: 'pl' });
    const [{ notice }] = await firm.rows<{ notice: number }>('select id::int notice from notices');
    expect((await firm.browser.post(`/notices/${notice}/reading`)).location).toBe(`/crm/outbox/${id}`);
    expect(decoded((await firm.browser.visit(`/crm/outbox/${id}`)).text)).toContain('552 5.2.2 Mailbox full');
    await office.close();
  });

  it('R121: is told to whoever has the client by now when its sender has left, else to the owner', async () => {
    const office = await PostOffice.open();
    await setServer(firm, office.port, { bouncePattern: 'zwroty+{id}@ogrody.example' });
    await firm.colleague('marek', { crmRole: 'user', crmLevel: 'all' });
    await firm.colleague('ewa', { crmRole: 'user', crmLevel: 'all' });
    const [marek, ewa] = (
      await firm.rows<{ id: number }>(`select id::int from users where login in ('marek', 'ewa') order by id`)
    ).map(({ id }) => id);
    const readers = async () =>
      (await firm.rows<{ user: number }>('select user_id::int "user" from notices order by id')).map(({ user }) => user);
    const comesBack = async (clientId: number) => {
      const { id } = await sent(firm, { side: 'crm', clientId });
      await firm.rows(`update mail_messages set queued_by = ${marek} where id = ${id}`);
      await firm.test.app.get(Bounces, { strict: false }).take(report(office.received.at(-1)!.from));
    };
    const ofEwa = await firm.client('Hotel Bukowy', { responsibleId: ewa });
    const ofNobody = await firm.client('Pensjonat Zacisze');
    await firm.rows(`update users set left_at = now() where id = ${marek}`);
    await comesBack(ofEwa);
    await comesBack(ofNobody);
    expect(await readers()).toEqual([ewa, firm.anna.user]);
    await office.close();
  });

  it('R79, R121: is told to a macro’s author, who alone sees what it told to strangers', async () => {
    const office = await refusing();
    await setServer(firm, office.port);
    const { id } = await sent(firm, { side: 'crm', personal: true, subject: 'Nowy interes', to: ['szef@lipa.example'] });
    expect(await notices()).toEqual([{ ids: { message: id, state: 'failed' }, user: firm.anna.user }]);
    expect(await told()).toContain('„Nowy interes” do szef@lipa.example');
    await office.close();
  });

  it('is not told of when it was itself a notice, which would go round for ever', async () => {
    const office = await refusing();
    await setServer(firm, office.port);
    await firm.rows(`insert into notice_choices (account_id, user_id, kind, in_app, by_mail)
      select account_id, id, 'mail_failed', true, true from users`);
    await sent(firm);
    await firm.test.jobsDone();
    expect(await firm.rows(`select state, personal from mail_messages order by id desc limit 1`)).toEqual([
      { state: 'failed', personal: true },
    ]);
    expect(await notices()).toHaveLength(1);
    await office.close();
  });
});
