import { Injectable } from '@nestjs/common';
import { Actors } from '../accounts/actors.service';
import { Cast } from './cast';
import { ExampleClients } from './example-clients.service';
import { ExampleDeals } from './example-deals.service';
import { ExampleDepartments } from './example-departments.service';
import { ExampleDocuments } from './example-documents.service';
import { ExamplePeople } from './example-people.service';
import { ExampleProducts } from './example-products.service';

/** Fills a new account with a small firm that designs and builds gardens, by the same verbs that people use. */
@Injectable()
export class ExampleData {
  constructor(
    private readonly actors: Actors,
    private readonly departments: ExampleDepartments,
    private readonly people: ExamplePeople,
    private readonly clients: ExampleClients,
    private readonly products: ExampleProducts,
    private readonly deals: ExampleDeals,
    private readonly documents: ExampleDocuments,
  ) {}

  /** To be done in the transaction of the sign-up: an example that fails leaves no account. */
  async fill(user: number) {
    const owner = (await this.actors.all()).find((person) => person.user === user)!;
    const cast = new Cast(owner);
    await this.actors.within(owner, async () => {
      await this.departments.make(cast);
      await this.people.make(cast);
      await this.clients.make(cast);
      await this.products.make(cast);
    });
    await this.documents.make(cast, await this.deals.make(cast));
  }
}
