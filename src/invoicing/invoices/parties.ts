import { Column } from 'typeorm';

/** Who sells, as the document says it: copied from the department, so that later edits there do not change it (R11). */
export class Seller {
  @Column({ name: 'seller_name', type: 'text' }) name: string;
  /** Part of the key of numbers (R96); empty for a seller without one. */
  @Column({ name: 'seller_tax_no', type: 'text' }) taxNo: string;
  @Column({ name: 'seller_street', type: 'text' }) street: string | null;
  @Column({ name: 'seller_post_code', type: 'text' }) postCode: string | null;
  @Column({ name: 'seller_city', type: 'text' }) city: string | null;
  @Column({ name: 'seller_country', type: 'text' }) country: string;
  @Column({ name: 'seller_email', type: 'text' }) email: string | null;
  @Column({ name: 'seller_phone', type: 'text' }) phone: string | null;
  @Column({ name: 'seller_bank', type: 'text' }) bank: string | null;
  @Column({ name: 'seller_bank_account', type: 'text' }) bankAccount: string | null;
}

/** Who receives what another pays for, as the document says it: copied from the client's card (R15, R25). */
export class Recipient {
  @Column({ name: 'recipient_name', type: 'text' }) name: string | null;
  @Column({ name: 'recipient_street', type: 'text' }) street: string | null;
  @Column({ name: 'recipient_post_code', type: 'text' }) postCode: string | null;
  @Column({ name: 'recipient_city', type: 'text' }) city: string | null;
  @Column({ name: 'recipient_country', type: 'text' }) country: string | null;
}

/** Who buys, as the document says it: copied from the client's card or typed (R10, R11). */
export class Buyer {
  /** A company, or a private person. */
  @Column({ name: 'buyer_company' }) company: boolean;
  /** Only a draft or a receipt may have none (R9). */
  @Column({ name: 'buyer_name', type: 'text' }) name: string | null;
  @Column({ name: 'buyer_tax_country', type: 'text' }) taxCountry: string;
  @Column({ name: 'buyer_tax_no', type: 'text' }) taxNo: string | null;
  @Column({ name: 'buyer_street', type: 'text' }) street: string | null;
  @Column({ name: 'buyer_post_code', type: 'text' }) postCode: string | null;
  @Column({ name: 'buyer_city', type: 'text' }) city: string | null;
  @Column({ name: 'buyer_country', type: 'text' }) country: string;
  @Column({ name: 'buyer_email', type: 'text' }) email: string | null;
}

/** Everybody whom a document names, as it will say them. */
export interface Parties {
  seller: Seller;
  buyer: Buyer;
  /** The card that the buyer has; null while there is none. */
  clientId: number | null;
  recipient: Recipient | null;
  recipientId: number | null;
}
