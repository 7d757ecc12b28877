import { Injectable, NotFoundException } from '@nestjs/common';
import { BrokenRule } from '../broken-rule';
import { Database } from '../database/database';
import { Events } from '../events/events';
import { DepartmentChanged } from './departments.events';
import { asPrintable } from './picture';

/** The picture on a department's documents: made of a PNG, JPEG or WebP of at most 1 MB (R69), kept as what documents can show. */
@Injectable()
export class DepartmentLogos {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
  ) {}

  /** Id of the department's logo; undefined when it has none. */
  async idOf(departmentId: number): Promise<number | undefined> {
    const sql = 'select id from department_logos where department_id = $1 and removed_at is null';
    return (await this.database.query<{ id: number }[]>(sql, [departmentId]))[0]?.id;
  }

  /** @throws NotFoundException when the department has none */
  async read(departmentId: number): Promise<{ type: string; bytes: Buffer }> {
    const [logo] = await this.database.query<{ type: string; bytes: Buffer }[]>(
      'select type, bytes from department_logos where department_id = $1 and removed_at is null',
      [departmentId],
    );
    if (!logo) throw new NotFoundException();
    return logo;
  }

  /** Puts this picture in the place of the one before. @throws BrokenRule when it is none that every reader can show */
  async put(departmentId: number, bytes: Buffer) {
    // Before the first statement, so before the transaction begins.
    const picture = await asPrintable(bytes);
    if (!picture) throw new BrokenRule('logo_type');
    await this.remove(departmentId);
    await this.database.query('insert into department_logos (department_id, type, bytes) values ($1, $2, $3)', [
      departmentId,
      picture.type,
      picture.bytes,
    ]);
  }

  /** @throws NotFoundException when there is no such department */
  async remove(departmentId: number) {
    const [department] = await this.database.query<object[]>('select from departments where id = $1 for update', [departmentId]);
    if (!department) throw new NotFoundException();
    await this.database.query('update department_logos set removed_at = now() where department_id = $1 and removed_at is null', [
      departmentId,
    ]);
    await this.events.publish(new DepartmentChanged(departmentId));
  }
}
