import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { Database } from '../../database/database';
import { Transaction } from '../../database/transaction';
import { Envelopes, type SentDocument } from '../../invoicing/sending/envelopes.service';
import { Panels } from '../../web/panels';
import { say } from '../../web/say';
import { DOCUMENT_ROW, type DocumentRow, documentShown } from './document-rows';

/** How each of a deal's documents is read as PDF and sent (R52, R53, R101). */
const SENDING = 'integration/deal-documents/_sending';

/** What deals' pages show of documents: the way to make one, and those that are there (R19, R26, R28, R30, R131). */
@Injectable()
export class DealPanels implements OnModuleInit {
  /** Documents that a page has read for its card, so that its timeline need not. */
  private readonly read = new WeakMap<Transaction, DocumentRow[]>();

  constructor(
    private readonly panels: Panels,
    private readonly database: Database,
    private readonly envelopes: Envelopes,
  ) {}

  onModuleInit() {
    this.panels.hang('deal.actions', async ({ id }: { id: number }) => [...addInvoice(`?deals=${id}`), ...addAdvance(id)]);
    this.panels.hang('deals.bulk', async () => addInvoice(''));
    this.panels.hang('deal.documents', ({ id }: { id: number }) => this.documents(id));
    this.panels.hang('deal.timeline', ({ ids }: { ids: number[] }) => this.causes(ids));
  }

  /** Drafts are for members of Invoicing; to whom a document is closed it is a sales document and nothing more. */
  private async documents(deal: number) {
    const rows = await this.database.query<(DocumentRow & SentDocument & { seen: boolean })[]>(
      `select i.id is not null seen, ${DOCUMENT_ROW}, i.version, i.issued_at "issuedAt", i.mail_state "mailState" from deal_documents l left join invoices i on i.id = l.invoice_id
       where l.deal_id = $1 and l.removed_at is null and (l.issued or i.id is not null) order by l.id`,
      [deal],
    );
    this.read.set(
      Transaction.current!,
      rows.filter(({ seen }) => seen),
    );
    const envelopes = await this.envelopes.of(rows.filter(({ seen }) => seen));
    return rows.map((row) => {
      if (!row.seen) return hidden();
      const maySend = row.issued && !row.cancelled && !row.deletedAt;
      const sending = { more: SENDING, id: row.id, back: `/crm/deals/${deal}`, envelope: envelopes.get(row.id) ?? null, maySend };
      const shown = documentShown(row, Person.current.language);
      return { ...shown, ...sending, pdf: row.issued && !row.deletedAt ? `${shown.href}/pdf` : null };
    });
  }

  /** The documents that changed what a deal shows, as its timeline names them (R32). */
  private async causes(ids: number[]) {
    const read = this.read.get(Transaction.current!) ?? [];
    const others = ids.filter((id) => !read.some((row) => row.id === id));
    const rows = [...read, ...(others.length ? await this.documentsOf(others) : [])];
    return ids.map((id) => {
      const row = rows.find((seen) => seen.id === id);
      if (!row) return { id, label: say('deal_documents.hidden'), href: null };
      const { kind, href } = documentShown(row, Person.current.language);
      return { id, label: say('deal_documents.of_kind', { kind, number: row.number ?? say('deal_documents.draft') }), href };
    });
  }

  private documentsOf(ids: number[]) {
    return this.database.query<DocumentRow[]>(`select ${DOCUMENT_ROW} from invoices i where i.id = any ($1)`, [ids]);
  }
}

/** For whom it is to be offered: members of both sides, while the integration is on (R18, R64). */
function addInvoice(query: string) {
  const { invoicing, integration } = Person.current;
  if (!invoicing || !integration) return [];
  return [{ href: `/invoicing/invoices/new${query}`, label: say('deal_documents.add'), primary: true }];
}

/** What the client pays before the deal is done (R103). */
function addAdvance(deal: number) {
  const [invoice] = addInvoice(`?deals=${deal}&kind=advance`);
  return invoice ? [{ ...invoice, label: say('deal_documents.add_advance'), primary: false }] : [];
}

function hidden() {
  const nothing = {
    more: null,
    href: null,
    kind: null,
    day: null,
    gross: null,
    state: null,
    colour: null,
    sign: null,
    partly: null,
  };
  return { label: say('deal_documents.hidden'), ...nothing };
}
