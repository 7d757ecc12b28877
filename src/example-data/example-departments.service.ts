import { Injectable } from '@nestjs/common';
import { BankAccountInput } from '../departments/bank-account.input';
import { DepartmentInput } from '../departments/department.input';
import { DepartmentsService } from '../departments/departments.service';
import type { Cast } from './cast';
import { DEPARTMENTS, TAX_NO } from './departments';

/** Makes the main department, which sign-up made, the first branch and adds the second. */
@Injectable()
export class ExampleDepartments {
  constructor(private readonly departments: DepartmentsService) {}

  async make(cast: Cast) {
    const [main] = await this.departments.list();
    const { poznan, wroclaw } = DEPARTMENTS;
    await this.departments.update(main.id, inputOf(poznan, cast.owner.accountName));
    cast.departments.set('poznan', main.id);
    cast.departments.set('wroclaw', await this.departments.create(inputOf(wroclaw, cast.owner.accountName)));
  }
}

function inputOf(
  { bankAccounts, ...department }: (typeof DEPARTMENTS)[keyof typeof DEPARTMENTS],
  sellerName: string,
): DepartmentInput {
  return Object.assign(new DepartmentInput(), department, {
    sellerName,
    taxNo: TAX_NO,
    bankAccounts: bankAccounts.map((account) => Object.assign(new BankAccountInput(), account)),
  });
}
