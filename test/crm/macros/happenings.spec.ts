import { DealsService } from '../../../src/crm/deals/deals.service';
import { Happenings } from '../../../src/crm/macros/happenings.service';
import { Firm } from '../../integration/firm';

describe('happenings', () => {
  let firm: Firm;
  let client: number;
  beforeAll(async () => {
    firm = await Firm.open();
    client = await firm.client('Kawiarnia Pod Lipą');
  });
  afterAll(() => firm.close());

  const kinds = (where: string) =>
    firm
      .rows<{ kind: string }>(`select kind from happenings where ${where} order by id`)
      .then((rows) => rows.map(({ kind }) => kind));
  const jobs = () => firm.rows(`select from pgboss.job where name = 'ServeHappening'`);

  it('R76: are written down though no macro follows them, and then cost no job', async () => {
    const deal = await firm.deal('Ogród przy kawiarni', { clientId: client });
    expect(await kinds(`client_id = ${client}`)).toEqual(['client_made', 'deal_made']);
    expect(await kinds(`deal_id = ${deal} and caused_by is not null and chain = '{}'`)).toEqual(['deal_made']);
    expect(await jobs()).toEqual([]);
  });

  it('tell that a deal was moved, and won or lost', async () => {
    const deal = await firm.deal('Taras');
    const stages = await firm.rows<{ id: number; outcome: string }>('select id::int, outcome from stages order by position');
    const to = (outcome: string) => stages.findLast((stage) => stage.outcome === outcome)!.id;
    for (const outcome of ['open', 'lost', 'won'])
      await firm.does(DealsService, (deals) => deals.move(deal, to(outcome), outcome === 'lost' ? 'Za drogo' : null));
    expect(await kinds(`deal_id = ${deal}`)).toEqual([
      ...['deal_made', 'deal_moved', 'deal_moved', 'deal_lost', 'deal_moved', 'deal_won'],
    ]);
  });

  it('that have a key are written down once (R118)', async () => {
    for (let i = 0; i < 2; i++)
      await firm.does(Happenings, (happenings) =>
        happenings.note('deal_stale', { clientId: client }, { key: 'deal 7 of today' }),
      );
    expect(await kinds(`kind = 'deal_stale'`)).toEqual(['deal_stale']);
  });

  it.each(['offer_id', 'task_id'])('have no %s that is not there', async (column) => {
    const made = firm.rows(`insert into happenings (account_id, kind, ${column}) select id, 'task_made', 999999 from accounts`);
    await expect(made).rejects.toThrow('foreign key');
  });

  it('are not told when what caused them is undone', async () => {
    const undone = firm.does(Happenings, async (happenings) => {
      await happenings.note('task_overdue', { clientId: client });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await kinds(`kind = 'task_overdue'`)).toEqual([]);
  });
});
