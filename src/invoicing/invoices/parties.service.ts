import { Injectable } from '@nestjs/common';
import { BrokenRule } from '../../broken-rule';
import { normalTaxNumber } from '../../clients/tax-number';
import { Database } from '../../database/database';
import type { InvoiceInput } from './invoice.input';
import type { Buyer, Seller } from './parties';

export interface Choice {
  value: number;
  label: string;
}

/** Copies seller and buyer from the department and the client onto a document (R10, R11). */
@Injectable()
export class PartiesService {
  constructor(private readonly database: Database) {}

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
    if (!seller) throw new BrokenRule('department_gone', {}, 'departmentId');
    return seller;
  }

  /** What was typed, or else the chosen client's card. @throws BrokenRule when the client is not there */
  async buyer(input: InvoiceInput): Promise<Buyer> {
    const card = input.clientId === null ? undefined : await this.card(input.clientId);
    if (card && input.buyerName === null) return card;
    const country = input.buyerCountry?.toUpperCase() ?? 'PL';
    return {
      company: input.buyerCompany,
      name: input.buyerName,
      taxCountry: country,
      taxNo: input.buyerTaxNo && normalTaxNumber(input.buyerTaxNo, country),
      street: input.buyerStreet,
      postCode: input.buyerPostCode,
      city: input.buyerCity,
      country,
      email: input.buyerEmail,
    };
  }

  /** A blank form for this client, as far as it is there (R25): its payer is the buyer, it the recipient. */
  async prefilled(client: number) {
    if (!Number.isSafeInteger(client) || client < 1) return {};
    const [card] = await this.database.query<(Buyer & { id: number; paymentDays: number | null })[]>(
      `select b.id, b.company, b.name, b.tax_country as "taxCountry", b.tax_no as "taxNo", b.street, b.post_code as "postCode", b.city, b.country,
          b.email, coalesce(b.payment_days, c.payment_days) as "paymentDays"
        from clients c join clients b on b.id = coalesce(c.payer_id, c.id) where c.id = $1 and c.deleted_at is null and b.deleted_at is null`,
      [client],
    );
    if (!card) return {};
    return {
      clientId: card.id,
      recipientId: card.id === client ? null : client,
      buyerCompany: card.company,
      buyerName: card.name,
      buyerTaxNo: card.taxNo,
      buyerStreet: card.street,
      buyerPostCode: card.postCode,
      buyerCity: card.city,
      buyerCountry: card.country,
      buyerEmail: card.email,
      ...(card.paymentDays !== null && { paymentDays: card.paymentDays }),
    };
  }

  /** Departments that may sell, the main one first. */
  async departments(): Promise<Choice[]> {
    return this.database.query(
      'select id as value, name as label from departments where archived_at is null order by main desc, id',
    );
  }

  /** The first clients by name, and the one that is chosen already. */
  async clients(chosen: number | null): Promise<Choice[]> {
    return this.database.query(
      `(select id as value, name as label from clients where deleted_at is null order by app_folded(name), id limit 200)
        union select id, name from clients where id = $1 order by label`,
      [chosen],
    );
  }

  private async card(client: number): Promise<Buyer> {
    const [card] = await this.database.query<Buyer[]>(
      `select company, name, tax_country as "taxCountry", tax_no as "taxNo", street, post_code as "postCode", city, country, email
        from clients where id = $1 and deleted_at is null`,
      [client],
    );
    if (!card) throw new BrokenRule('client_gone', {}, 'clientId');
    return card;
  }
}
