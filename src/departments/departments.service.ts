import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { QueryFailedError, type Repository } from 'typeorm';
import { Person } from '../accounts/person';
import { BrokenRule } from '../broken-rule';
import { Database } from '../database/database';
import { Events } from '../events/events';
import { changedMeanwhile } from '../web/merging';
import { BankAccountsService } from './bank-accounts.service';
import { Department } from './department.entity';
import type { DepartmentInput } from './department.input';
import { DepartmentHistory } from './department-history.service';
import { together } from './department-merging';
import { DepartmentArchived, DepartmentChanged, DepartmentCreated, DepartmentUnarchived } from './departments.events';

/** The one table of departments that both sides use (R69): every verb that changes one. */
@Injectable()
export class DepartmentsService {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly bankAccounts: BankAccountsService,
    private readonly history: DepartmentHistory,
    @InjectRepository(Department) private readonly departments: Repository<Department>,
  ) {}

  /** All of the account's: the main one first, archived ones last. */
  list() {
    return this.departments.find({ order: { main: 'DESC', archivedAt: { direction: 'ASC', nulls: 'FIRST' }, id: 'ASC' } });
  }

  /** @throws EntityNotFoundError */
  find(id: number) {
    return this.departments.findOneByOrFail({ id });
  }

  /** Who works in it, by name; people who left the firm are not among them. */
  people(id: number): Promise<{ id: number; name: string }[]> {
    return this.database.query(
      `select u.id, u.name from department_members m join users u on u.id = m.user_id
        where m.department_id = $1 and m.ended_at is null and u.left_at is null order by u.name, u.id`,
      [id],
    );
  }

  /** @throws BrokenRule at the field that cannot be taken */
  async create(input: DepartmentInput): Promise<number> {
    const { id } = await this.described(this.departments.create(), input);
    await this.events.publish(new DepartmentCreated(id));
    return id;
  }

  /**
   * Saves it, together with what others saved since the form was opened (R117).
   * @throws BrokenRule at the field that cannot be taken, InvalidInput where somebody else changed the same
   */
  async update(id: number, typed: DepartmentInput) {
    const department = await this.locked(id);
    const { input, conflicts, labels } = together(department, await this.bankAccounts.all(id), typed);
    if (conflicts.length) throw changedMeanwhile(conflicts, typed.opened, await this.lastWriter(id), labels);
    await this.described(department, input);
    await this.events.publish(new DepartmentChanged(id));
  }

  /** @throws BrokenRule for the main department */
  async archive(id: number) {
    const department = await this.locked(id);
    if (department.archivedAt) return;
    department.archive();
    await this.departments.save(department);
    await this.events.publish(new DepartmentArchived(id));
  }

  async unarchive(id: number) {
    const department = await this.locked(id);
    if (!department.archivedAt) return;
    department.unarchive();
    await this.departments.save(department);
    await this.events.publish(new DepartmentUnarchived(id));
  }

  /** Makes it the main one in the place of the one before (R112). @throws BrokenRule for an archived one */
  async makeMain(id: number): Promise<Department> {
    await this.database.query('select from accounts where id = $1 for no key update', [Person.current.account]); // one at a time
    const department = await this.locked(id);
    if (department.main) return department;
    const before = await this.departments.findOneOrFail({ where: { main: true }, lock: { mode: 'for_no_key_update' } });
    department.promote(before);
    await this.departments.save(before);
    await this.departments.save(department);
    await this.events.publish(new DepartmentChanged(before.id));
    await this.events.publish(new DepartmentChanged(id));
    return department;
  }

  private async lastWriter(id: number) {
    const [last] = await this.history.of(id, Person.current.language);
    return last?.who ?? '?';
  }

  private locked(id: number) {
    return this.departments.findOneOrFail({ where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  private async described(department: Department, input: DepartmentInput) {
    department.describe(input);
    await this.departments.save(department).catch(refuseMark);
    await this.bankAccounts.save(department.id, input.bankAccounts);
    return department;
  }
}

/** What the database alone knows: who was first with a mark, and whether number patterns have the one that was there (R96). */
const MARK_REFUSED: Record<string, string> = {
  one_department_mark: 'department_mark_taken',
  mark_stands_in_patterns: 'department_mark_in_patterns',
};

function refuseMark(error: unknown) {
  const key = error instanceof QueryFailedError ? MARK_REFUSED[error.driverError.constraint] : undefined;
  throw key ? new BrokenRule(key, {}, 'mark') : error;
}
