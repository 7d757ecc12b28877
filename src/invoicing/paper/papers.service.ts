import { Injectable } from '@nestjs/common';
import { toString as squareCode } from 'qrcode';
import { Person } from '../../accounts/person';
import { today } from '../../clock';
import { Database } from '../../database/database';
import { asPrintable } from '../../departments/picture';
import { Typesetter } from '../../typesetting/typesetter';
import { DocumentReader } from '../invoices/document-reader';
import type { Invoice } from '../invoices/invoice.entity';
import { OrderedLines } from '../invoices/ordered-lines.service';
import { DEFAULT_ACCENT, type Paper, type Print, paperOf } from './paper';

/** A document as it will be printed, read from the database, with the picture of its seller as it is stored. */
export interface Prepared {
  paper: Paper;
  logo: { id: number; bytes: Buffer } | null;
}

interface SettingsRow {
  accent: string | null;
  closing: Record<'pl' | 'en' | 'de', string | null>;
  footer: Record<'pl' | 'en' | 'de', string | null>;
  swift: string | null;
  logoId: number | null;
  logo: Buffer | null;
}

/** How a document is laid out, below views/. */
const TEMPLATE = 'invoicing/paper/document.typ';
/** Logos that were made printable lately, by id. */
const MOST_LOGOS = 50;

/** Documents on paper (R101): read in a transaction, printed outside of it. */
@Injectable()
export class Papers {
  private readonly logos = new Map<number, Awaited<ReturnType<typeof asPrintable>>>();

  constructor(
    private readonly database: Database,
    private readonly reader: DocumentReader,
    private readonly ordered: OrderedLines,
    private readonly typesetter: Typesetter,
  ) {}

  /**
   * The PDF of a document, as Person.current sees it. Opens a short transaction of its own, so none may be open.
   * @throws EntityNotFoundError when they do not see it
   */
  async pdf(invoiceId: number, print: Print, language?: string): Promise<{ name: string; bytes: Buffer }> {
    const { who } = Person.current;
    return this.printed(await this.database.run({ ...who, readOnly: true }, () => this.prepared(invoiceId, print, language)));
  }

  /** What is to be printed of a document, read in the current transaction. @throws EntityNotFoundError */
  async prepared(invoiceId: number, print: Print, language?: string): Promise<Prepared> {
    const invoice = await this.reader.find(invoiceId);
    const settings = await this.settingsOf(invoice.departmentId, invoice.seller.bankAccount);
    const { accent, closing, footer, swift, logoId, logo } = settings;
    const looks = { accent: accent ?? DEFAULT_ACCENT, closing, footer, swift };
    const paper = paperOf(invoice, looks, print, today(), language, await this.orderOf(invoice));
    return { paper, logo: logoId !== null && logo ? { id: logoId, bytes: logo } : null };
  }

  /** Prints what was read, after its transaction has ended. */
  async printed({ paper, logo }: Prepared): Promise<{ name: string; bytes: Buffer }> {
    const picture = logo && (await this.printableLogo(logo));
    const code = paper.code ? await squareCode(paper.code, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' }) : '';
    const name = picture ? `logo.${picture.type === 'image/jpeg' ? 'jpeg' : 'png'}` : '';
    const bytes = await this.typesetter.pdf({
      template: TEMPLATE,
      inputs: { paper: JSON.stringify(paper), code, logo: name },
      pictures: picture ? [{ name, bytes: picture.bytes }] : [],
    });
    return { name: `${paper.fileName}.pdf`, bytes };
  }

  /** What an advance is paid on, seen by the person or not: the law makes the advance say it to whoever holds it. */
  private async orderOf(invoice: Invoice): Promise<Invoice | null> {
    const { kind, fromInvoiceId } = invoice;
    if (kind !== 'advance') return null;
    return fromInvoiceId === null ? this.ordered.of(invoice) : this.database.asAccount(() => this.reader.find(fromInvoiceId));
  }

  /** Logos of earlier days may be of a kind that no page can show, or broken: then the seller's name stands there. */
  private async printableLogo({ id, bytes }: { id: number; bytes: Buffer }) {
    if (!this.logos.has(id)) {
      if (this.logos.size >= MOST_LOGOS) this.logos.clear();
      this.logos.set(id, await asPrintable(bytes));
    }
    return this.logos.get(id)!;
  }

  private async settingsOf(departmentId: number, account: string | null): Promise<SettingsRow> {
    const [row] = await this.database.query<SettingsRow[]>(
      `select p.accent, json_build_object('pl', p.closing_pl, 'en', p.closing_en, 'de', p.closing_de) closing,
          json_build_object('pl', p.footer_pl, 'en', p.footer_en, 'de', p.footer_de) footer, l.id "logoId", l.bytes logo,
          (select b.swift from bank_accounts b where b.department_id = d.id and b.number = $2 order by b.removed_at desc nulls first limit 1) swift
        from departments d left join department_prints p on p.department_id = d.id
        left join department_logos l on l.department_id = d.id and l.removed_at is null where d.id = $1`,
      [departmentId, account],
    );
    return row;
  }
}
