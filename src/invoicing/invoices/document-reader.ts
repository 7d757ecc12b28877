import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type Repository } from 'typeorm';
import { Database } from '../../database/database';
import { Invoice } from './invoice.entity';
import { InvoiceLine } from './invoice-line.entity';
import { InvoiceTax } from './invoice-tax.entity';

/** The key of a posted form. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads documents whole: with their lines and taxes, and with what holds them beside their own state. */
@Injectable()
export class DocumentReader {
  constructor(
    @InjectRepository(Invoice) private readonly invoices: Repository<Invoice>,
    @InjectRepository(InvoiceLine) private readonly lines: Repository<InvoiceLine>,
    @InjectRepository(InvoiceTax) private readonly taxes: Repository<InvoiceTax>,
    private readonly database: Database,
  ) {}

  /** The document with its lines and taxes. @throws EntityNotFoundError */
  async find(id: number): Promise<Invoice> {
    const [invoice, held, lines, taxes] = await Promise.all([
      this.invoices.findOneByOrFail({ id }),
      this.held(id),
      this.lines.find({ where: { invoiceId: id }, order: { position: 'asc' } }),
      this.taxes.findBy({ invoiceId: id }),
    ]);
    return Object.assign(invoice, { held, lines, taxes });
  }

  /** The document alone, locked until the transaction ends. @throws EntityNotFoundError */
  async locked(id: number): Promise<Invoice> {
    const [invoice, held] = await Promise.all([
      this.invoices.findOneOrFail({ where: { id }, lock: { mode: 'for_no_key_update' } }),
      this.held(id),
    ]);
    return Object.assign(invoice, { held });
  }

  /** The document that this form made when it was sent before (R118); null when it is new. */
  async madeBy(requestKey: string | null): Promise<Invoice | null> {
    if (!UUID.test(requestKey ?? '')) return null;
    return this.invoices.createQueryBuilder('i').where('i.request_key = :requestKey', { requestKey }).getOne();
  }

  private async held(id: number): Promise<Invoice['held']> {
    const [held] = await this.database.query<Invoice['held'][]>(
      'select is_continued($1) continued, not issued_deletable undeletable from accounts',
      [id],
    );
    return held;
  }
}
