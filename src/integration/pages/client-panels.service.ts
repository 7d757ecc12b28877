import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { Database } from '../../database/database';
import { KINDS } from '../../invoicing/kinds';
import { writtenMoney } from '../../web/formats';
import { Panels } from '../../web/panels';
import { say } from '../../web/say';
import { DOCUMENT_ROW, type DocumentRow, documentShown } from './document-rows';

/** Documents shown on the card; the rest are one click away. */
const SHOWN = 5;

const SALES = KINDS.filter(({ sale }) => sale).map(({ code }) => code);
const GIVING_WAY = KINDS.filter(({ givesWay }) => givesWay).map(({ code }) => code);

/** A client as its page gives it to the places. */
interface ShownClient {
  id: number;
  side: 'crm' | 'invoicing';
}

/** What a client's card shows of documents and deals of the two sides (R62). */
@Injectable()
export class ClientPanels implements OnModuleInit {
  constructor(
    private readonly panels: Panels,
    private readonly database: Database,
  ) {}

  onModuleInit() {
    this.panels.hang('client.actions', async ({ id }: ShownClient) => addInvoice(id));
    this.panels.hang('client.documents', async (client: ShownClient) =>
      Person.current.invoicing ? [await this.documents(client)] : [],
    );
  }

  /** Only what the person may see: a member of CRM alone sees no document and no sum (R64). */
  private async documents({ id, side }: ShownClient) {
    const rows = await this.database.query<DocumentRow[]>(
      `select ${DOCUMENT_ROW} from invoices i where i.client_id = $1 and i.deleted_at is null order by i.issue_on desc, i.id desc limit ${SHOWN}`,
      [id],
    );
    return {
      title: say('client_documents.title'),
      sums: await this.sums(id),
      rows: rows.map((row) => documentShown(row, Person.current.language)),
      allHref: rows.length ? `/${side}/clients/${id}/documents` : null,
    };
  }

  /**
   * What was sold, per currency, what of it is paid, and what is left to pay (R62); an invoice takes the place of the receipt that it was made
   * from (R42).
   */
  async sums(client: number): Promise<{ label: string; value: string }[]> {
    const rows = await this.database.query<{ currency: string; gross: string; paid: string; left: string }[]>(
      `select currency, sum(gross)::text gross, sum(paid)::text paid, sum(to_pay - paid)::text "left" from invoices
       where client_id = $1 and issued_at is not null and cancelled_at is null and deleted_at is null and kind = any ($2)
         and (kind <> all ($3) or not is_continued(id))
       group by currency order by currency`,
      [client, SALES, GIVING_WAY],
    );
    const money = (amount: string, currency: string) => writtenMoney(amount, currency, Person.current.language);
    return rows.flatMap(({ currency, gross, paid, left }) => [
      { label: say('client_documents.issued'), value: money(gross, currency) },
      { label: say('payments.paid'), value: money(paid, currency) },
      { label: say('payments.left_short'), value: money(left, currency) },
    ]);
  }
}

function addInvoice(client: number) {
  if (!Person.current.invoicing) return [];
  return [{ href: `/invoicing/invoices/new?client=${client}`, label: say('deal_documents.add'), primary: true }];
}
