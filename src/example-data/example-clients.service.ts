import { Injectable } from '@nestjs/common';
import { ClientInput } from '../clients/client.input';
import { ClientsService } from '../clients/clients.service';
import { ContactInput } from '../clients/contacts/contact.input';
import { ContactsService } from '../clients/contacts/contacts.service';
import type { Cast } from './cast';
import { CLIENTS, type ExampleClient } from './clients';
import { textFor } from './texts';

/** Makes the clients with their contact persons. */
@Injectable()
export class ExampleClients {
  constructor(
    private readonly clients: ClientsService,
    private readonly contacts: ContactsService,
  ) {}

  async make(cast: Cast) {
    for (const client of CLIENTS) {
      const { id } = await this.clients.create(this.inputOf(cast, client));
      cast.cards.set(client.key, { ...client, id, contactId: await this.contactOf(cast, id, client) });
    }
  }

  private inputOf(cast: Cast, client: ExampleClient): ClientInput {
    const { key, responsible, department, contact: _, currency: __, payer, ...card } = client;
    const paying = payer && cast.cards.get(payer);
    return Object.assign(new ClientInput(), card, {
      email: `${client.company ? 'biuro' : 'poczta'}@${key}.example`,
      paymentDays: client.company ? 14 : 7,
      departmentId: cast.department(department),
      responsibleId: cast.person(responsible).user,
      payer: paying ? `${paying.id} · ${paying.name}` : null,
    });
  }

  private async contactOf(cast: Cast, clientId: number, { key, contact }: ExampleClient): Promise<number | null> {
    if (!contact) return null;
    const input = Object.assign(new ContactInput(), {
      name: contact.name,
      role: textFor(cast.owner, `role.${contact.role}`),
      email: `kontakt@${key}.example`,
    });
    await this.contacts.create(clientId, input);
    return (await this.contacts.of(clientId))[0].id;
  }
}
