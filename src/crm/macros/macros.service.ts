import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { isUUID } from 'class-validator';
import { IsNull, Not, Repository } from 'typeorm';
import { Person } from '../../accounts/person';
import { BrokenRule } from '../../broken-rule';
import { History } from '../../history/history.service';
import { InvalidInput } from '../../web/input.pipe';
import { changedMeanwhile, merged } from '../../web/merging';
import { say } from '../../web/say';
import { aboutOf, type HappeningKind, type Subject } from './happening-kinds';
import { type ActionSaid, Macro } from './macro.entity';
import { DELAY_UNITS, type MacroInput, type Row } from './macro.input';
import { MacroActions } from './macro-actions.service';
import { fieldsAbout, MacroFacts } from './macro-facts.service';
import { conditionsOf, rowOfAction, rowOfCondition, typedOf } from './macro-saying';

/** What a macro says: everything its form decides. */
export type MacroSaying = Pick<
  Macro,
  'name' | 'happening' | 'days' | 'dateField' | 'match' | 'conditions' | 'actions' | 'delayMinutes'
>;

/** Macros, as CRM's administrators write them. Everything they say is checked at the door; what is gone later is said when they run. */
@Injectable()
export class Macros {
  constructor(
    @InjectRepository(Macro) private readonly macros: Repository<Macro>,
    private readonly facts: MacroFacts,
    private readonly actions: MacroActions,
    private readonly history: History,
  ) {}

  /** By name. @param deleted those that were deleted instead */
  list(deleted = false): Promise<Macro[]> {
    return this.macros.find({ where: { deletedAt: deleted ? Not(IsNull()) : IsNull() }, order: { name: 'ASC', id: 'ASC' } });
  }

  /** One, deleted or not. @throws EntityNotFoundError */
  find(id: number): Promise<Macro> {
    return this.macros.findOneByOrFail({ id });
  }

  /** A new macro, off: it is rehearsed before it is switched on. @throws BrokenRule at the field that cannot be taken */
  async create(input: MacroInput): Promise<number> {
    const macro = this.macros.create({ ...(await this.said(input)), active: false, authorId: Person.current.user });
    return (await this.macros.save(macro)).id;
  }

  /** @throws BrokenRule at the field that cannot be taken, InvalidInput when somebody else changed the same (R117) */
  async update(id: number, typed: MacroInput) {
    const macro = await this.lock(id);
    if (macro.deletedAt) throw new BrokenRule('macro_deleted');
    const [mine, theirs] = [await this.said(typed), sayingOf(macro)];
    const written = inRows(theirs);
    const { input, conflicts } = merged(inRows(mine), typed.opened, written);
    if (conflicts.length) {
      const labels = { conditions: say('macros.other_conditions'), actions: say('macros.other_actions') };
      const named = { ...labels, happening: say(`macros.when.${theirs.happening}`), match: say(`macros.match.${theirs.match}`) };
      throw changedMeanwhile(conflicts, typed.opened, await this.history.lastWriter('macros', id), named);
    }
    const { conditions } = input.conditions === written.conditions ? theirs : mine;
    const { actions } = input.actions === written.actions ? theirs : mine;
    Object.assign(macro, input, { conditions, actions, authorId: Person.current.user });
    await this.macros.save(macro);
  }

  /** Lets it run, or rest, from now on. What happened before is not made up for. @throws BrokenRule when it is deleted */
  async switch(id: number, active: boolean) {
    const macro = await this.lock(id);
    if (macro.deletedAt) throw new BrokenRule('macro_deleted');
    if (macro.active === active) return;
    macro.active = active;
    await this.macros.save(macro);
  }

  async delete(id: number) {
    const macro = await this.lock(id);
    if (macro.deletedAt) return;
    macro.delete(Person.current.user);
    await this.macros.save(macro);
  }

  /** Brings it back, switched off. */
  async restore(id: number) {
    const macro = await this.lock(id);
    Object.assign(macro, { deletedAt: null, deletedBy: null });
    await this.macros.save(macro);
  }

  /** What a form says, checked. @throws BrokenRule at the field that cannot be taken */
  async said(input: MacroInput): Promise<MacroSaying> {
    if (!input.name) throw new BrokenRule('macro_field_missing', {}, 'name');
    if (!input.happening) throw new BrokenRule('macro_field_missing', {}, 'happening');
    const happening = input.happening as HappeningKind;
    const { about: dates, days, dated } = aboutOf(happening);
    if (days && (input.days === null || (!dated && input.days < 1))) throw new BrokenRule('macro_days_missing', {}, 'days');
    const known = await this.facts.fieldsOf(dates);
    if (dated && !known.some(({ key, type }) => type === 'day' && key === input.dateField))
      throw new BrokenRule('macro_field_unknown', {}, 'dateField');
    const dateField = dated ? input.dateField : null;
    const { about } = aboutOf(happening, dateField);
    const fields = fieldsAbout(about, known);
    return {
      ...{ name: input.name, happening, days: days ? input.days : null, dateField },
      ...{ match: input.match ?? 'all', conditions: conditionsOf(input.conditions, fields) },
      actions: await this.actionsOf(input.actions, about),
      delayMinutes: delayOf(input),
    };
  }

  private async actionsOf(rows: Row[], about: Subject[]): Promise<ActionSaid[]> {
    const offered = this.actions.of(about);
    const actions: ActionSaid[] = [];
    for (const [at, row] of rows.entries()) {
      if (!row.name) continue;
      const action = offered.find(({ name }) => name === row.name)?.action;
      if (!action) throw new BrokenRule('macro_action_not_here', {}, `actions.${at}.name`);
      const said = await action.check(typedOf(row, await action.fields(row, about)), about).catch((error) => {
        if (error instanceof InvalidInput)
          throw new InvalidInput(error.fields.map((each) => ({ ...each, field: `actions.${at}.${each.field}` })));
        if (error instanceof BrokenRule) throw new BrokenRule(error.key, error.values, `actions.${at}.${error.field ?? 'name'}`);
        throw error;
      });
      actions.push({ id: idOf(row, actions), name: row.name, said });
    }
    if (!actions.length) throw new BrokenRule('macro_does_nothing', {}, 'actions.0.name');
    return actions;
  }

  private lock(id: number): Promise<Macro> {
    return this.macros.findOneOrFail({ where: { id }, lock: { mode: 'for_no_key_update' } });
  }
}

/** A macro as its form would say it (R117). */
export function sayingOf({ name, happening, days, dateField, match, conditions, actions, delayMinutes }: Macro): MacroSaying {
  return { name, happening, days, dateField, match, conditions, actions, delayMinutes };
}

/** The same with rows as its form has them, in which two people's changes can be told apart. */
export function inRows(saying: MacroSaying) {
  return { ...saying, conditions: saying.conditions.map(rowOfCondition), actions: saying.actions.map(rowOfAction) };
}

/** The id that a row came with stays the action's. */
function idOf({ id }: Row, others: ActionSaid[]): string {
  return isUUID(id) && !others.some((other) => other.id === id) ? id : randomUUID();
}

function delayOf({ delay, delayUnit }: MacroInput): number {
  const minutes = (delay ?? 0) * DELAY_UNITS[delayUnit ?? 'minutes'];
  if (minutes > 366 * DELAY_UNITS.days) throw new BrokenRule('macro_delay', {}, 'delay');
  return minutes;
}
