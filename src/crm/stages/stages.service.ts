import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository } from 'typeorm';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import { Events } from '../../events/events';
import { History } from '../../history/history.service';
import { changedMeanwhile, merged } from '../../web/merging';
import { type Language, translate } from '../../web/translations';
import { StageRemoved } from '../crm.events';
import { type Outcome, Stage } from './stage.entity';
import type { StageInput } from './stage.input';

/** Key of the name, colour and outcome of the stages of a new account, in order. */
const DEFAULTS: [key: string, colour: number, outcome: Outcome][] = [
  ['new', 1, 'open'],
  ['talks', 3, 'open'],
  ['offer', 8, 'open'],
  ['won', 5, 'won'],
  ['lost', 10, 'lost'],
];

/** The pipeline's stages and their order (R89, R112). */
@Injectable()
export class StagesService {
  constructor(
    @InjectRepository(Stage) private readonly stages: Repository<Stage>,
    private readonly history: History,
    private readonly database: Database,
    private readonly events: Events,
  ) {}

  /** The stages every new account begins with, named in its language (R112). */
  async seedDefaults(language: Language) {
    await this.stages.insert(
      DEFAULTS.map(([key, colour, outcome], index) => ({
        name: translate(language, `stages.default.${key}`),
        colour,
        outcome,
        position: index + 1,
      })),
    );
  }

  /** Stages in use, in order. */
  list(): Promise<Stage[]> {
    return this.stages.find({ where: { removedAt: IsNull() }, order: { position: 'ASC', id: 'ASC' } });
  }

  /** A stage in use. @throws EntityNotFoundError */
  find(id: number): Promise<Stage> {
    return this.stages.findOneOrFail({ where: { id, removedAt: IsNull() } });
  }

  /** A stage in use that a deal is put in: it stays in use until the transaction ends. Null when there is none. */
  chosen(id: number): Promise<Stage | null> {
    return this.stages.findOne({ where: { id, removedAt: IsNull() }, lock: { mode: 'pessimistic_read' } });
  }

  /** A stage of a record, taken out of use or not. */
  evenRemoved(id: number): Promise<Stage> {
    return this.stages.findOneByOrFail({ id });
  }

  /** The first stage of an outcome; an account always has one. */
  firstOf(outcome: Outcome): Promise<Stage> {
    return this.stages.findOneOrFail({ where: { outcome, removedAt: IsNull() }, order: { position: 'ASC', id: 'ASC' } });
  }

  async create({ name, colour, outcome, position }: StageInput): Promise<Stage> {
    const stages = await this.lock();
    const stage = await this.stages.save(this.stages.create({ name, colour, outcome: outcome ?? 'open', position }));
    await this.reorder(placed(stages, stage, position));
    return stage;
  }

  /** @throws InvalidInput when somebody else changed the same fields since the form was opened (R117) */
  async update(id: number, typed: StageInput) {
    const stages = await this.lock();
    const stage = await this.find(id);
    const { input, conflicts } = merged(typed, typed.opened, stage.said);
    if (conflicts.length) throw changedMeanwhile(conflicts, typed.opened, await this.history.lastWriter('stages', id));
    Object.assign(stage, { name: input.name, colour: input.colour });
    await this.stages.save(stage);
    await this.reorder(placed(stages, stage, input.position));
  }

  /**
   * Takes a stage out of use; its deals go to the replacement.
   * @throws BrokenRule when it is in use and there is no replacement, or it is the last of its outcome
   */
  async remove(id: number, replacementId: number | null) {
    // Deals before stages, as whoever moves a deal does.
    await this.database.query('select from deals where stage_id = $1 order by id for no key update', [id]);
    const stages = await this.lock();
    const stage = await this.find(id);
    const others = stages.filter((other) => other.id !== id);
    if (!others.some(({ outcome }) => outcome === stage.outcome)) throw new BrokenRule('stage_last', { name: stage.name });
    const replacement = others.find((other) => other.id === replacementId);
    if (replacementId && !replacement) throw new BrokenRule('stage_unknown', {}, 'replacementId');
    if (!replacement && (await this.inUse(id))) throw new BrokenRule('stage_in_use', { name: stage.name }, 'replacementId');
    const heir = replacement ?? others.find(({ outcome }) => outcome === stage.outcome)!;
    await this.database.query(
      `update deals set stage_id = $2, stage_since = now(), lost_reason = case when $3 then lost_reason end, updated_at = now(),
         version = version + 1 where stage_id = $1`,
      [id, heir.id, heir.lost],
    );
    stage.remove();
    await this.stages.save(stage);
    await this.events.publish(new StageRemoved(id, heir.id));
  }

  private async reorder(ids: number[]) {
    await this.database.query(
      `update stages set position = place, version = version + 1
       from unnest($1::bigint[]) with ordinality ordered (stage_id, place) where id = stage_id and position <> place`,
      [ids],
    );
  }

  /** Locks the whole order: its places depend on each other. */
  private lock() {
    return this.stages.find({
      where: { removedAt: IsNull() },
      order: { position: 'ASC', id: 'ASC' },
      lock: { mode: 'for_no_key_update' },
    });
  }

  private async inUse(id: number) {
    const [{ used }] = await this.database.query<{ used: boolean }[]>(
      'select exists (select from deals where stage_id = $1 and deleted_at is null) used',
      [id],
    );
    return used;
  }
}

/** Ids in order, with the stage at its place. */
function placed(stages: Stage[], stage: Stage, position: number) {
  const ids = stages.map(({ id }) => id).filter((id) => id !== stage.id);
  ids.splice(position - 1, 0, stage.id);
  return ids;
}
