import { simpleParser } from 'mailparser';
import { decoded, Firm } from '../../integration/firm';
import { hurry, PostOffice, setServer } from '../../mail/post';

/** What a busy machine takes to answer is no fault of its mail server. */
const PATIENT = { connect: 5000, greeting: 5000, silence: 5000 };

/** The desk at which Anna sends documents: a firm with a mail server, for a whole file of tests. */
export function openDesk() {
  let firm: Firm;
  let office: PostOffice;
  beforeAll(async () => {
    firm = await Firm.open();
    office = await PostOffice.open();
    hurry(firm, PATIENT);
  });
  beforeEach(() => setServer(firm, office.port));
  afterAll(async () => {
    await office.close();
    await firm.close();
  });

  const issued = (changes = {}) => firm.issue({ buyerEmail: 'biuro@lipa.example', ...changes });
  const form = (changes = {}) => ({
    ...{
      to: 'biuro@lipa.example',
      cc: '',
      subject: 'Faktura {{document.number}}',
      body: 'Proszę: {{link}}',
      language: 'pl',
      print: '',
    },
    ...changes,
  });
  const send = (id: number) => firm.browser.post('/invoicing/sendings', { invoices: [id] });
  const write = (id: number, changes = {}) => firm.browser.post(`/invoicing/invoices/${id}/sendings`, form(changes));
  const page = async (path: string) => decoded((await firm.browser.visit(path)).text).replaceAll(/[\u00a0\u202f]/g, ' ');
  const rowsOf = (id: number) =>
    firm.rows<{ state: string; version: number; to: string[]; cc: string[]; by: string }>(
      `select s.state, s.invoice_version version, s.recipients "to", s.copies cc, u.name by from sent_documents s
        left join users u on u.id = s.sent_by where s.invoice_id = ${id} order by s.id`,
    );
  /** The newest message with a document, as its server got it. */
  async function mailOf(id: number) {
    const [row] = await firm.rows<{ messageId: string }>(
      `select m.message_id "messageId" from sent_documents s join mail_messages m on m.account_id = s.account_id and m.id = s.message_id
        where s.invoice_id = ${id} order by s.id desc limit 1`,
    );
    const got = office.received.filter(({ text }) => text.includes(row.messageId));
    expect(got).toHaveLength(1);
    return { to: got[0].to, mail: await simpleParser(got[0].text) };
  }
  const envelope = async (id: number) => {
    const row = (await page('/invoicing/invoices'))
      .split('<tr data-href="')
      .find((part) => part.startsWith(`/invoicing/invoices/${id}"`))!;
    return /class="envelope (\w+)" title="([^"]*)"/.exec(row)?.slice(1);
  };

  return {
    get firm() {
      return firm;
    },
    get office() {
      return office;
    },
    ...{ issued, form, send, write, page, rowsOf, mailOf, envelope },
  };
}
