import { Injectable } from '@nestjs/common';
import { BrokenRule } from '../../broken-rule';
import { MatchingService } from '../../clients/matching.service';
import { Database } from '../../database/database';
import { InvoicesService } from '../../invoicing/invoices/invoices.service';
import type { SoldDeal } from './joint-sales.service';
import type { LinkedDocument } from './linked-document';

type TypedBuyer = Parameters<MatchingService['matchOrCreate']>[0];

/** Who buys: joins documents with cards of the client base. */
@Injectable()
export class Buyers {
  constructor(
    private readonly database: Database,
    private readonly matching: MatchingService,
    private readonly invoices: InvoicesService,
  ) {}

  /**
   * The card of a document's buyer; one whose data were typed is found or made (R8, R9). As the account.
   * @param past whether it was issued long ago (R87)
   * @returns null for a document without a buyer
   * @throws BrokenRule when several cards fit
   */
  async settle(document: LinkedDocument, past: boolean): Promise<number | null> {
    if (document.clientId !== null || document.buyerName === null) return document.clientId;
    const [buyer] = await this.database.query<TypedBuyer[]>(
      `select buyer_company company, buyer_name name, buyer_tax_country "taxCountry", buyer_tax_no "taxNo", buyer_street street,
         buyer_post_code "postCode", buyer_city city, buyer_country country, buyer_email email
       from invoices where id = $1`,
      [document.id],
    );
    const { id } = await this.matching.matchOrCreate(buyer, past);
    await this.invoices.assignClient(document.id, id);
    return id;
  }

  /** @throws BrokenRule unless the buyer is the deals' client or payer, or the form was told that it is to be another (R126) */
  check({ otherBuyer }: LinkedDocument, client: number | null, deals: SoldDeal[]) {
    if (otherBuyer || client === null) return;
    const another = deals.some(({ clientId, payerId }) => clientId !== null && client !== clientId && client !== payerId);
    if (another) throw new BrokenRule('buyer_is_not_deals_client', {}, 'otherBuyer');
  }
}
