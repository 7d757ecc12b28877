import type { AccessInput } from '../accounts/people/person.input';
import type { DepartmentKey } from './departments';

/** Somebody of the example, with what they may (R72, R75); logins and e-mails are made of the name. */
export interface ExamplePerson extends Omit<AccessInput, 'departments'> {
  name: string;
  login: string;
  departments: readonly DepartmentKey[];
}

/** The colleagues of the owner who signed up. */
export const PEOPLE = {
  magda: {
    name: 'Magda Wrona',
    login: 'magda.wrona',
    crmRole: 'administrator',
    crmLevel: null,
    invoicingRole: 'user',
    invoicingLevel: 'all',
    departments: ['poznan', 'wroclaw'],
  },
  tomasz: {
    name: 'Tomasz Lis',
    login: 'tomasz.lis',
    crmRole: 'user',
    crmLevel: 'own',
    invoicingRole: 'user',
    invoicingLevel: 'own',
    departments: ['poznan'],
  },
  ewa: {
    name: 'Ewa Sowa',
    login: 'ewa.sowa',
    crmRole: 'user',
    crmLevel: 'departments',
    invoicingRole: 'user',
    invoicingLevel: 'departments',
    departments: ['wroclaw'],
  },
  barbara: {
    name: 'Barbara Gil',
    login: 'barbara.gil',
    crmRole: null,
    crmLevel: null,
    invoicingRole: 'accountant',
    invoicingLevel: null,
    departments: ['poznan', 'wroclaw'],
  },
} as const satisfies Record<string, ExamplePerson>;

export type PersonKey = 'owner' | keyof typeof PEOPLE;
