import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Actors } from '../accounts/actors.service';
import { People } from '../accounts/people/people.service';
import { PersonInput } from '../accounts/people/person.input';
import type { Cast } from './cast';
import { PEOPLE, type PersonKey } from './people';

/** Makes the colleagues. Nobody knows their passwords, so that no example opens a door. */
@Injectable()
export class ExamplePeople {
  constructor(
    private readonly people: People,
    private readonly actors: Actors,
  ) {}

  async make(cast: Cast) {
    for (const { departments, ...person } of Object.values(PEOPLE)) {
      const input = Object.assign(new PersonInput(), person, {
        email: `${person.login}@example.com`,
        password: randomBytes(24).toString('base64url'),
        departments: departments.map((key) => cast.department(key)),
      });
      await this.people.add(input);
    }
    const everybody = await this.actors.all();
    for (const [key, { name }] of Object.entries(PEOPLE)) {
      cast.people.set(key as PersonKey, everybody.find((person) => person.name === name && person.user !== cast.owner.user)!);
    }
  }
}
