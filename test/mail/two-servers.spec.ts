import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/app';
import { SETTINGS } from '../../src/settings';
import { Firm } from '../integration/firm';
import { hurry, PostOffice, queue, setServer } from './post';

let firm: Firm;
let second: NestFastifyApplication;
let office: PostOffice;
beforeAll(async () => {
  firm = await Firm.open();
  const { app, database } = firm.test;
  const settings = app.get(SETTINGS, { strict: false });
  second = await createApp({ settings, database: database.appOptions, owner: database.ownerOptions, by: 'server' });
  office = await PostOffice.open();
  hurry(firm, { greeting: 10_000, silence: 10_000 });
});
afterAll(async () => {
  await office.close();
  await second.close();
  await firm.close();
});

it('R121: two Tandems on one database hand each message over once', async () => {
  for (let i = 0; i < 20; i++) await queue(firm, { to: [`klient${i}@lipa.example`] });
  await setServer(firm, office.port); // from now on every message has two jobs
  await firm.test.jobsDone();
  expect(await firm.rows('select state, reason, count(*)::int from mail_messages group by 1, 2')).toEqual([
    { state: 'accepted', reason: null, count: 20 },
  ]);
  const names = office.received.map(({ text }) => /^Message-ID: (.+)$/im.exec(text)![1]);
  expect({ sent: names.length, different: new Set(names).size }).toEqual({ sent: 20, different: 20 });
}, 60_000);
