import { Injectable } from '@nestjs/common';
import { ExampleDataWanted } from '../accounts/accounts.events';
import { On } from '../events/on';
import { ExampleData } from './example-data.service';

/** What follows when who signs up wants to see the product full. */
@Injectable()
export class OnExampleDataWanted {
  constructor(private readonly example: ExampleData) {}

  @On(ExampleDataWanted)
  async fillAccount({ owner }: ExampleDataWanted) {
    await this.example.fill(owner);
  }
}
