import { Actors } from '../../src/accounts/actors.service';
import { Person } from '../../src/accounts/person';
import { Database } from '../../src/database/database';
import { Jobs } from '../../src/jobs/jobs.service';
import type { NewNotice } from '../../src/notices/notice';
import { Notices } from '../../src/notices/notices.service';
import { Firm } from '../integration/firm';
import { PostOffice, setServer } from '../mail/post';

interface Given {
  user: number;
  kind: string;
  key: string;
  app: boolean;
  mail: boolean;
}

describe('a notice', () => {
  let firm: Firm;
  let post: PostOffice;
  const people: Record<string, number> = {};
  beforeAll(async () => {
    firm = await Firm.open();
    post = await PostOffice.open();
    people.anna = firm.anna.user;
    await firm.colleague('marek', { crmRole: 'user', crmLevel: 'own' });
    await firm.colleague('ewa', { invoicingRole: 'accountant', invoicingLevel: 'all' });
    await firm.colleague('nikt', { crmRole: 'user', crmLevel: 'own' });
    await firm.rows(`update memberships m set ended_at = now() from users u where u.id = m.user_id and u.login = 'nikt'`);
    for (const { id, login } of await firm.rows<{ id: number; login: string }>('select id::int, login from users'))
      people[login] = id;
    const notices = firm.test.app.get(Notices);
    const tell = async (all: { ids: object }[]) =>
      all.map(({ ids }) => ({
        text: `${Person.current.name}: ${JSON.stringify(ids)}`,
        href: Person.current.crm ? '/crm/deals' : null,
      }));
    notices.tells('bell', { inApp: true, byMail: false }, tell);
    notices.tells('both', { inApp: true, byMail: true }, tell);
    notices.tells('of_crm', { inApp: true, byMail: false, side: 'crm' }, tell);
  });
  afterAll(async () => {
    await firm.close();
    await post.close();
  });
  beforeEach(async () => {
    await firm.test.jobsDone();
    await firm.rows('delete from notices; delete from notice_choices; update users set left_at = null');
    post.received.length = 0;
  });

  const give = (notice: Partial<NewNotice>) =>
    firm.does(Notices, (notices) => notices.give({ kind: 'bell', users: [people.marek], ids: { deal: 7 }, key: 'k', ...notice }));
  const given = () =>
    firm.rows<Given>('select user_id::int "user", kind, key, in_app app, by_mail mail from notices order by user_id, id');
  const usersGiven = async () => (await given()).map(({ user }) => user);
  const choose = (user: number, kind: string, app: boolean, mail: boolean) =>
    firm.rows(`insert into notice_choices (account_id, user_id, kind, in_app, by_mail)
      select account_id, id, '${kind}', ${app}, ${mail} from users where id = ${user}`);
  /** What somebody sees in a transaction of their own. */
  const seenBy = async (user: number) => {
    const { app } = firm.test;
    return app
      .get(Actors)
      .as({ account: firm.anna.account, user }, () => app.get(Database).query<object[]>('select id from notices'));
  };

  it('R118: is given to a person once for each key, however often it is told', async () => {
    await give({ users: [people.marek, people.ewa, people.marek] });
    await give({ users: [people.marek, people.anna] });
    await Promise.all([give({ key: 'other' }), give({ key: 'other' }), give({ key: 'other' })]);
    expect(await given()).toMatchObject([
      { user: people.anna, key: 'k' },
      { user: people.marek, key: 'k' },
      { user: people.marek, key: 'other' },
      { user: people.ewa, key: 'k' },
    ]);
  });

  it('is given by whoever causes it, and by the account of which nobody asks', async () => {
    const { app } = firm.test;
    const told = { kind: 'bell', users: [people.anna], ids: {} };
    await app
      .get(Actors)
      .as({ account: firm.anna.account, user: people.marek }, () => app.get(Notices).give({ ...told, key: '1' }));
    await app.get(Database).run({ account: firm.anna.account }, () => app.get(Notices).give({ ...told, key: '2' }));
    expect(await usersGiven()).toEqual([people.anna, people.anna]);
  });

  it('goes only to people who work on a side, and on the side that it is of', async () => {
    await firm.rows(`update users set left_at = now() where login = 'ewa'`);
    await give({ users: [people.marek, people.ewa, people.nikt, 999_999] });
    expect(await usersGiven()).toEqual([people.marek]);
    await firm.rows('update users set left_at = null');
    await give({ kind: 'of_crm', users: [people.anna, people.marek, people.ewa], key: 'crm' });
    expect(await usersGiven()).toEqual([people.anna, people.marek, people.marek]);
  });

  it('is seen by nobody else, not even by the owner (R114)', async () => {
    await give({});
    expect(await seenBy(people.marek)).toHaveLength(1);
    expect(await seenBy(people.anna)).toEqual([]);
  });

  it('is shown in the bell when it was to be mailed and there is no mail server', async () => {
    await choose(people.marek, 'bell', false, true);
    await give({});
    await firm.test.jobsDone();
    expect(await given()).toMatchObject([{ app: true, mail: true }]);
    expect(await firm.rows('select id from mail_messages')).toEqual([]);
  });

  it('goes where its person chose, else where its kind usually goes', async () => {
    await setServer(firm, post.port);
    await choose(people.anna, 'bell', false, false);
    await choose(people.marek, 'bell', false, true);
    await give({ users: [people.anna, people.marek, people.ewa] });
    expect(await given()).toEqual([
      { user: people.marek, kind: 'bell', key: 'k', app: false, mail: true },
      { user: people.ewa, kind: 'bell', key: 'k', app: true, mail: false },
    ]);
  });

  it('R121: is mailed once to its reader, in their language, as they may read it; nobody else sees the message', async () => {
    await setServer(firm, post.port);
    await firm.rows(`update users set language = 'en' where login = 'marek'`);
    await give({ kind: 'both', users: [people.marek, people.ewa] });
    await firm.test.jobsDone();
    await again();
    await firm.test.jobsDone();
    const mails = post.received.map(({ to, text }) => ({ to, text: decodedText(text) }));
    mails.sort((a, b) => a.to[0].localeCompare(b.to[0]));
    expect(mails.map(({ to }) => to)).toEqual([['ewa@ogrody.example'], ['marek@ogrody.example']]);
    expect(mails[0].text).toContain('http://localhost:3000/notices\n');
    expect(mails[0].text).toContain('Dostajesz tę wiadomość');
    expect(mails[1].text).toContain('marek z biura: {"deal":7}');
    expect(mails[1].text).toContain('http://localhost:3000/crm/deals\n');
    expect(mails[1].text).toContain('You get this message');
    const messages = await firm.does(Database, (database) => database.query('select id from mail_messages'));
    expect(messages).toEqual([]);
  });

  /** Runs the jobs of mailing once more, as after a process that died before it could say that it was done. */
  async function again() {
    const notices = await firm.rows<{ id: number; user: number }>('select id::int, user_id::int "user" from notices');
    await firm.does(Jobs, async (jobs) => {
      for (const { id, user } of notices) await jobs.add('MailNotice', { notice: id, reader: user });
    });
  }
});

/** The plain text of a message as it was received. */
function decodedText(raw: string) {
  const [, part] = /Content-Type: text\/plain[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/.exec(raw) ?? [];
  const bytes = /Content-Transfer-Encoding: base64/i.test(raw)
    ? Buffer.from(part, 'base64')
    : Buffer.from(
        part.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      );
  return bytes.toString('utf8').replaceAll('\r\n', '\n');
}
