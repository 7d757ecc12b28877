import { Injectable } from '@nestjs/common';
import { BrokenRule } from '../../broken-rule';
import { typedOf } from '../../clients/client.input';
import { ClientsService } from '../../clients/clients.service';
import { Database } from '../../database/database';
import { ClientCards } from './client-cards.service';
import type { Invoice } from './invoice.entity';
import type { InvoiceInput } from './invoice.input';
import type { Buyer, Parties, Recipient, Seller } from './parties';
import { typedBuyer } from './typed-buyer';

export interface Choice {
  value: number;
  label: string;
}

/** A department to choose from; incomplete: without the tax number or address that an invoice has to say (art. 106e of the VAT act). */
export interface Department extends Choice {
  incomplete: boolean;
}

type Buying = Pick<Parties, 'buyer' | 'clientId' | 'recipientId'>;

/** Copies seller, buyer and recipient from the department and the clients onto a document (R10, R11, R25). */
@Injectable()
export class PartiesService {
  constructor(
    private readonly database: Database,
    private readonly cards: ClientCards,
    private readonly clients: ClientsService,
  ) {}

  /**
   * Everybody whom the form names. To be asked before the document is locked, as it may write the buyer's card (R10).
   * @param before the document that is edited: what it names may stay, and an issued one keeps its copies (R11)
   * @throws BrokenRule when the department or a client is not there, or what was typed of the buyer cannot be
   */
  async of(input: InvoiceInput, before?: Invoice): Promise<Parties> {
    const seller = before?.issuedAt ? before.seller : await this.seller(input.departmentId, input.currency);
    const buying = await this.buying(input, before);
    const recipientId = buying.recipientId === buying.clientId ? null : buying.recipientId;
    return { ...buying, seller, recipientId, recipient: recipientId === null ? null : await this.recipient(recipientId, before) };
  }

  /** Departments that may sell, the main one first, and the one that is chosen already. */
  departments(chosen: number | null): Promise<Department[]> {
    return this.database.query(
      `select id as value, name as label, tax_no is null or street is null or city is null as incomplete
        from departments where archived_at is null or id = $1 order by main desc, id`,
      [chosen],
    );
  }

  /** The department as seller, with its bank account in this currency. @throws BrokenRule when it is not there or archived */
  async seller(department: number, currency: string): Promise<Seller> {
    const [seller] = await this.database.query<Seller[]>(
      `select d.seller_name as name, coalesce(d.tax_no, '') as "taxNo", d.street, d.post_code as "postCode", d.city, d.country, d.email, d.phone,
          b.bank, b.number as "bankAccount"
        from departments d left join lateral (
          select bank, number from bank_accounts where department_id = d.id and currency = $2 and removed_at is null order by id limit 1) b on true
        where d.id = $1 and d.archived_at is null`,
      [department, currency],
    );
    if (!seller) throw new BrokenRule('seller_gone', {}, 'departmentId');
    return seller;
  }

  private async buying(input: InvoiceInput, before?: Invoice): Promise<Buying> {
    const recipientId = input.recipient
      ? await this.cards.meant(input.recipient, 'recipient', before?.recipientId)
      : input.recipientId;
    const clientId = input.client ? await this.cards.meant(input.client, 'client', before?.clientId) : input.clientId;
    const isOthersData = input.filledFrom !== null && input.filledFrom !== clientId;
    if (clientId === null || (input.buyerName && !isOthersData)) return this.typed(input, clientId, recipientId, before);
    return this.copied(clientId, recipientId);
  }

  private async typed(
    input: InvoiceInput,
    clientId: number | null,
    recipientId: number | null,
    before?: Invoice,
  ): Promise<Buying> {
    const buyer = typedBuyer(input, before?.buyer);
    if (clientId !== null && input.buyerOverride) await this.writeCard(clientId, buyer);
    else if (clientId !== null && clientId !== before?.clientId) await this.cards.card(clientId);
    return { buyer, clientId, recipientId };
  }

  /** Who has a payer is the recipient, and the payer buys (R25). */
  private async copied(clientId: number, recipientId: number | null): Promise<Buying> {
    const card = await this.cards.card(clientId);
    const [payer] = recipientId === null ? await this.cards.cards([card.payerId]) : [];
    return payer ? { buyer: payer, clientId: payer.id, recipientId: clientId } : { buyer: card, clientId, recipientId };
  }

  private async recipient(id: number, before?: Invoice): Promise<Recipient | null> {
    const named = before?.recipientId === id ? before : undefined;
    if (named?.issuedAt) return named.recipient;
    const [card] = await this.cards.cards([id]);
    if (!card && !named) throw new BrokenRule('client_gone', {}, 'recipient');
    return card ?? named!.recipient;
  }

  /** What was typed of the buyer goes onto the card too, all the rest of which stays (R10). */
  private async writeCard(id: number, { name, company, taxCountry, taxNo, street, postCode, city, country, email }: Buyer) {
    const client = await this.clients.choose(id, 'client');
    const typed = { name: name!, company, taxCountry, taxNo, street, postCode, city, country, email };
    await this.clients.update(id, { ...typedOf(client), ...typed }).catch((error) => {
      if (!(error instanceof BrokenRule) || !error.field) throw error;
      throw new BrokenRule(error.key, error.values, `buyer${error.field[0].toUpperCase()}${error.field.slice(1)}`);
    });
  }
}
