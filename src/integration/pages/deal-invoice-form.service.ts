import { ForbiddenException, Injectable, NotFoundException, type OnModuleInit } from '@nestjs/common';
import { BrokenRule } from '../../broken-rule';
import { DealsService } from '../../crm/deals/deals.service';
import { Database } from '../../database/database';
import { decimal } from '../../money/decimal';
import { Redirect, type Request } from '../../web/http';
import { Panels } from '../../web/panels';
import { JointSales } from '../links/joint-sales.service';
import { offerIn } from '../offers/offer-in';
import { adviceOn, leftOf, notesOf, type OfferedDeal } from './offered-deal';
import { OpenDrafts } from './open-drafts.service';

/** FA(3) takes 512 characters of a line's name (R22). */
const LONGEST_NAME = 512;

/** Fills the blank form of a document from deals (R20-R26): /invoicing/invoices/new?deals=7. */
@Injectable()
export class DealInvoiceForm implements OnModuleInit {
  constructor(
    private readonly panels: Panels,
    private readonly database: Database,
    private readonly deals: DealsService,
    private readonly jointSales: JointSales,
    private readonly drafts: OpenDrafts,
  ) {}

  onModuleInit() {
    this.panels.hang('invoice.blank', async (request: Request) =>
      asked(request) ? [await this.filledFrom(request, idsOf(request))] : [],
    );
  }

  /**
   * @param advise what the form says of each deal
   * @throws NotFoundException while the integration is off (R18) or a deal is not to be seen; BrokenRule when they cannot share a document (R27)
   */
  async filledFrom(request: Request, ids: number[], advise = adviceOn) {
    const { person } = request;
    if (!person.crm) throw new ForbiddenException();
    if (!person.integration) throw new NotFoundException();
    const sold = await this.jointSales.dealsOf(ids);
    if (sold.length < ids.length || sold.some(({ deleted }) => deleted)) throw new NotFoundException();
    await this.jointSales.check(sold);
    if (request.method === 'GET' && !request.query.another && (await this.drafts.of(ids, offerIn(request.query.offer))).length) {
      const { offer, kind } = request.query;
      const from = offer === undefined ? '' : `&offer=${offer}${kind === 'proforma' ? '&kind=proforma' : ''}`;
      throw new Redirect(`/invoicing/deal-drafts?${ids.map((id) => `deals=${id}`).join('&')}${from}`);
    }
    const offered = await this.offered(ids);
    const lines = await this.lines(offered, isOfWhole(request));
    const clientId = sold.find((deal) => deal.clientId !== null)?.clientId ?? null;
    const days = offered.find(({ paymentDays }) => paymentDays !== null)?.paymentDays;
    const contactEmail = offered.find((deal) => deal.contactEmail)?.contactEmail;
    const department = offered.find(({ departmentId }) => departmentId !== null)?.departmentId;
    return {
      values: {
        ...(await this.buyer(clientId)),
        ...(contactEmail ? { buyerEmail: contactEmail } : {}),
        ...(department ? { departmentId: department } : {}),
        ...(days === undefined ? {} : { paymentDays: days }),
        currency: sold[0].currency,
        method: 'gross_sum',
        notes: notesOf(offered),
        lines,
      },
      notes: offered.flatMap((deal) => advise(deal, clientId !== null)),
    };
  }

  private offered(ids: number[]) {
    return this.database.query<OfferedDeal[]>(
      `select d.id, btrim(d.name) name, d.agreed_gross::text agreed, coalesce(d.counted_gross, 0)::text counted, d.vat_rate "vatRate",
         coalesce(d.mirrored_currency, d.currency) currency, d.description, p.name contact, p.email "contactEmail", d.payment_days "paymentDays",
         d.department_id "departmentId",
         (select string_agg(i.number, ', ' order by i.issue_on, i.id) from deal_documents l join invoices i on i.id = l.invoice_id
           where l.deal_id = d.id and l.counts and not l.replaced and l.removed_at is null and i.cancelled_at is null and i.deleted_at is null) numbers
       from deals d left join contacts p on p.id = d.contact_id and p.deleted_at is null
       join unnest($1::bigint[]) with ordinality asked (id, place) on asked.id = d.id order by asked.place`,
      [ids],
    );
  }

  /** The deal's own lines while nothing is invoiced, or of the whole deal; else one line of what remains (R20, R22, R23, R123). */
  private async lines(offered: OfferedDeal[], ofWhole: boolean) {
    const all = await this.deals.linesOf(offered.map(({ id }) => id));
    return offered.flatMap((deal) => {
      const own = all.filter(({ dealId }) => dealId === deal.id);
      const left = ofWhole ? decimal(deal.agreed) : leftOf(deal);
      if (own.length && left.eq(deal.agreed)) {
        return own.map(({ name, unit, quantity, grossPrice, vatRate }) => ({
          ...{ name, unit, rate: vatRate, dealId: deal.id },
          quantity: quantity.toFixed(),
          price: grossPrice.toFixed(2),
        }));
      }
      const price = left.isZero() ? null : left.toFixed(2);
      return [{ name: deal.name.slice(0, LONGEST_NAME), quantity: '1', price, rate: deal.vatRate, dealId: deal.id }];
    });
  }

  /** The client whose card the form takes, the payer's included (R25); of one closed to the person only the name is known (R131). */
  private async buyer(client: number | null) {
    if (client === null) return {};
    const [found] = await this.database.query<{ name: string | null; seen: boolean; usable: boolean }[]>(
      `select client_name($1) name, exists (select from clients where id = $1) seen,
         exists (select from clients where id = $1 and deleted_at is null) usable`,
      [client],
    );
    if (found.usable) return { clientId: client };
    return found.seen ? {} : { buyerName: found.name };
  }
}

/** A final invoice says the whole deal and takes its advances off; an advance of so many per cent is of the whole (R103). */
function isOfWhole({ query }: Request) {
  return query.kind === 'final' || (query.kind === 'advance' && Boolean(query.percent));
}

/** Deals named in the address; nothing of it in other addresses of the form. */
function asked({ query }: Request) {
  return query.deals !== undefined;
}

function idsOf(request: Request): number[] {
  const texts = [request.query.deals ?? []].flat().filter(Boolean);
  if (texts.some((text) => !/^[1-9]\d{0,15}$/.test(text))) throw new NotFoundException();
  if (!texts.length) throw new BrokenRule('deals_none_ticked');
  return [...new Set(texts.map(Number))].slice(0, 200);
}
