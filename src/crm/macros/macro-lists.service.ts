import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { Transaction } from '../../database/transaction';
import type { OwnField } from '../../own-fields/own-field.entity';
import { OwnFields } from '../../own-fields/own-fields.service';

/** One of those that can be chosen, by its id as a text. */
interface Choice {
  value: string;
  label: string;
}

/** Everything in the account that fields of macros are chosen from. */
export interface Lists {
  /** Everybody who works here. */
  people: (Choice & { crm: boolean })[];
  departments: Choice[];
  stages: (Choice & { outcome: 'open' | 'won' | 'lost' })[];
  own: Record<'deal' | 'client', OwnField[]>;
}

/** What can be chosen in macros, asked once in each transaction however many fields and actions want it. */
@Injectable()
export class MacroLists {
  private readonly known = new WeakMap<Transaction, Promise<Lists>>();

  constructor(
    private readonly database: Database,
    private readonly ownFields: OwnFields,
  ) {}

  of(): Promise<Lists> {
    const transaction = Transaction.current!;
    const lists = this.known.get(transaction) ?? this.ask();
    this.known.set(transaction, lists);
    return lists;
  }

  private async ask(): Promise<Lists> {
    const [lists] = await this.database.query<Omit<Lists, 'own'>[]>(
      `select
         (select coalesce(json_agg(json_build_object('value', u.id::text, 'label', u.name, 'crm', exists (select from memberships m
             where m.user_id = u.id and m.side = 'crm' and m.ended_at is null)) order by u.name, u.id), '[]')
           from users u where u.left_at is null and exists (select from memberships m where m.user_id = u.id and m.ended_at is null)) people,
         (select coalesce(json_agg(json_build_object('value', id::text, 'label', name) order by main desc, name), '[]')
           from departments where archived_at is null) departments,
         (select coalesce(json_agg(json_build_object('value', id::text, 'label', name, 'outcome', outcome) order by position, id), '[]')
           from stages where removed_at is null) stages`,
    );
    return { ...lists, own: { deal: await this.ownFields.list('deal'), client: await this.ownFields.list('client') } };
  }
}
