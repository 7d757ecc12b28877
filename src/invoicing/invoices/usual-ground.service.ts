import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';

/** So many of the last exempt documents are looked at for one of the department. */
const LOOKED_AT = 100;

/** Why a firm's lines are exempt is mostly the same as the last time (art. 106e(1)(19)). */
@Injectable()
export class UsualGround {
  constructor(private readonly database: Database) {}

  /** The ground that the department named last, else the account; null where nobody named one that the person may see. */
  async of(department: number | null): Promise<string | null> {
    const [last] = await this.database.query<{ ground: string }[]>(
      `select ground from (select id, department_id, exempt_basis ground from invoices where exempt_basis is not null and deleted_at is null
         order by id desc limit ${LOOKED_AT}) i order by department_id is not distinct from $1 desc, id desc limit 1`,
      [department],
    );
    return last?.ground ?? null;
  }
}
