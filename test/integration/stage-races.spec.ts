import { DealsService } from '../../src/crm/deals/deals.service';
import { StagesService } from '../../src/crm/stages/stages.service';
import { Firm } from './firm';

let firm: Firm;
beforeAll(async () => {
  firm = await Firm.open();
});
afterAll(() => firm.close());

it('R89: a stage is removed while deals are moved out of it and into it, and none is left in it', async () => {
  const [first] = await firm.rows<{ id: number }>('select id::int from stages order by position limit 1');
  for (let round = 0; round < 5; round++) {
    const stage = await firm.does(StagesService, (stages) =>
      stages.create({ name: `Chwilowy ${round}`, colour: 1, outcome: 'open', position: 2 } as never),
    );
    const inside = [await firm.deal('A', { stageId: stage.id }), await firm.deal('B', { stageId: stage.id })];
    const outside = [await firm.deal('C', { stageId: first.id }), await firm.deal('D', { stageId: first.id })];
    const move = (deal: number, to: number) => firm.does(DealsService, (deals) => deals.move(deal, to, null));
    const results = await Promise.allSettled([
      ...inside.map((deal) => move(deal, first.id)),
      ...outside.map((deal) => move(deal, stage.id)),
      firm.does(StagesService, (stages) => stages.remove(stage.id, first.id)),
    ]);
    const wrong = results.flatMap((result) =>
      result.status === 'rejected' && result.reason.key !== 'stage_unknown' ? [result.reason] : [],
    );
    expect(wrong).toEqual([]);
    expect(await firm.rows(`select from deals where stage_id = ${stage.id}`)).toEqual([]);
  }
});
