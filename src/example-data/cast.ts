import type { Person } from '../accounts/person';
import type { ClientKey, ExampleClient } from './clients';
import type { DepartmentKey } from './departments';
import type { ServiceKey } from './offering';
import type { PersonKey } from './people';

/** A client of the example that has a card now. */
export interface Card extends ExampleClient {
  id: number;
  contactId: number | null;
}

/** The example as far as it is made: people, departments and clients by the keys of the tables. */
export class Cast {
  readonly people = new Map<PersonKey, Person>();
  readonly departments = new Map<DepartmentKey, number>();
  readonly cards = new Map<string, Card>();
  readonly products = new Map<ServiceKey, number>();

  constructor(readonly owner: Person) {
    this.people.set('owner', owner);
  }

  person(key: PersonKey): Person {
    return this.people.get(key)!;
  }

  department(key: DepartmentKey): number {
    return this.departments.get(key)!;
  }

  card(key: ClientKey): Card {
    return this.cards.get(key)!;
  }
}
