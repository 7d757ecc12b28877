import { Injectable, NotFoundException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, type Repository } from 'typeorm';
import { BankAccount } from './bank-account.entity';
import type { BankAccountInput } from './bank-account.input';

/** The bank accounts of one department. */
@Injectable()
export class BankAccountsService {
  constructor(@InjectRepository(BankAccount) private readonly accounts: Repository<BankAccount>) {}

  /** Those that were not removed, the oldest first. */
  of(departmentId: number) {
    return this.accounts.find({ where: { departmentId, removedAt: IsNull() }, order: { id: 'ASC' } });
  }

  /** Those that were removed too. */
  all(departmentId: number) {
    return this.accounts.find({ where: { departmentId }, order: { id: 'ASC' } });
  }

  /**
   * Applies the form's rows: new ones are added, ticked ones removed, and what no row names stays.
   * @throws BrokenRule at the row's field, NotFoundException for another department's account
   */
  async save(departmentId: number, rows: BankAccountInput[]) {
    const known = new Map((await this.of(departmentId)).map((account) => [account.id, account]));
    for (const [at, row] of rows.entries()) {
      if (row.unused) continue;
      const account = row.id ? known.get(row.id) : this.accounts.create({ departmentId });
      if (!account) throw new NotFoundException();
      if (row.removed) account.remove();
      else account.describe(row, `bankAccounts.${at}`);
      await this.accounts.save(account);
    }
  }
}
