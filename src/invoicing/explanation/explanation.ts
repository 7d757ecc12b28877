import { Decimal, round, sum } from '../../money/decimal';
import type { Invoice } from '../invoices/invoice.entity';
import type { InvoiceTax } from '../invoices/invoice-tax.entity';
import { mayBeSplit } from '../invoices/split-payments.service';
import { SPLIT_PAYMENT_ABOVE, splitPaymentDue } from '../vat/split-payment';
import type { RateTotals } from '../vat/totals';
import { toldLines } from './told-lines';
import { figure, told } from './told-steps';

/**
 * The page that explains a document's figures (R122), all of them as they are stored: its lines and rates with their formulas, what a correction or a final
 * invoice is a difference of, what is to be paid, VAT in zlotys, split payment, and what the other methods would make of it.
 */
export function explanationOf(invoice: Invoice) {
  const { lines = [], taxes = [] } = invoice;
  const [before, after] = [lines.filter((line) => line.before), lines.filter((line) => !line.before)];
  const corrects = invoice.kind === 'correction';
  const now = toldLines(
    invoice,
    after,
    taxes.map(afterwards).filter((rate) => isOn(rate, after)),
  );
  const parts = [
    ...(corrects
      ? [
          {
            title: 'explanation.before',
            ...toldLines(
              invoice,
              before,
              taxes.map(beforehand).filter((rate) => isOn(rate, before)),
            ),
          },
        ]
      : []),
    { title: `explanation.${corrects ? 'after' : 'lines'}`, ...now },
  ];
  return {
    invoice: headOf(invoice),
    parts,
    differs: parts.some(({ lines: some, rates }) => [...some, ...rates].some(({ formulaGives }) => formulaGives)),
    difference: taxes.some(hasBefore) ? differenceOf(invoice, taxes, corrects) : null,
    toPay: toPayOf(invoice),
    pln: plnOf(invoice, taxes),
    split: splitOf(invoice),
    others: now.others,
  };
}

function headOf(invoice: Invoice) {
  const { id, number, state, currency, net, vat, gross, toPay, method, discountKind, documentKind } = invoice;
  const hasDiscount = invoice.lines!.some(({ discount }) => !discount.isZero());
  return {
    ...{ number, state, currency, net, vat, gross, toPay, title: documentKind.title, href: `/invoicing/invoices/${id}` },
    ...{ method: `explanation.method.${method}`, methodName: `methods.${method}` },
    discount: hasDiscount ? `explanation.discount.${discountKind}` : null,
    rateless: documentKind.fixedRate && `explanation.rateless.${documentKind.fixedRate}`,
  };
}

/** What is after a document, and what was before it, by rate. */
function afterwards({ vatRate, ...tax }: InvoiceTax): RateTotals {
  return {
    rate: vatRate,
    net: tax.beforeNet.plus(tax.net),
    vat: tax.beforeVat.plus(tax.vat),
    gross: tax.beforeGross.plus(tax.gross),
  };
}

function beforehand({ vatRate, beforeNet, beforeVat, beforeGross }: InvoiceTax): RateTotals {
  return { rate: vatRate, net: beforeNet, vat: beforeVat, gross: beforeGross };
}

/** A rate that only one side of a correction has is explained on that side. */
function isOn({ rate, gross }: RateTotals, lines: { vatRate: string }[]) {
  return !gross.isZero() || lines.some(({ vatRate }) => vatRate === rate);
}

function hasBefore({ beforeNet, beforeVat, beforeGross }: InvoiceTax) {
  return [beforeNet, beforeVat, beforeGross].some((amount) => !amount.isZero());
}

/** What a document says is what is after it less what was said before. */
function differenceOf({ advances = [] }: Invoice, taxes: InvoiceTax[], corrects: boolean) {
  return {
    title: `explanation.${corrects ? 'difference' : 'remainder'}`,
    says: `explanation.${corrects ? 'difference_says' : 'remainder_says'}`,
    compared: `explanation.compared_${corrects ? 'after' : 'whole'}`,
    earlier: `explanation.${corrects ? 'before' : 'advances'}`,
    later: `explanation.${corrects ? 'after' : 'whole'}`,
    rates: taxes.map((tax) => ({
      rate: `vat_rates.${tax.vatRate}`,
      rows: [
        { label: 'invoices.net', after: tax.beforeNet.plus(tax.net), before: tax.beforeNet, says: tax.net },
        { label: 'invoices.vat', after: tax.beforeVat.plus(tax.vat), before: tax.beforeVat, says: tax.vat },
        { label: 'invoices.gross', after: tax.beforeGross.plus(tax.gross), before: tax.beforeGross, says: tax.gross },
      ],
    })),
    advances: advances.map(({ advanceId, number, issueOn, net, vat, gross }) => ({
      ...{ number, issueOn, net, vat, gross, href: `/invoicing/invoices/${advanceId}` },
    })),
  };
}

/** How gross becomes what is to be paid (R106); null where it is the same. */
function toPayOf({ net, gross, toPay, charges = [], documentKind }: Invoice) {
  if (charges.length === 0 && toPay.eq(gross)) return null;
  return {
    from: { says: documentKind.bought ? 'explanation.net_only' : 'invoices.gross', value: documentKind.bought ? net : gross },
    charges: charges.map(({ kind, reason, amount }) => ({
      says: `explanation.${kind}`,
      reason,
      sign: kind === 'charge' ? '+' : '−',
      value: amount,
    })),
    toPay,
  };
}

/** VAT in zlotys of a document in another currency (art. 106e(11)); null before a rate is known. */
function plnOf({ currency, exchange }: Invoice, taxes: InvoiceTax[]) {
  const rate = exchange?.rate;
  const inPln = taxes.filter(({ vatPln }) => vatPln !== null);
  if (currency === 'PLN' || !rate || inPln.length === 0) return null;
  return {
    ...{ currency, rate: figure(rate, false), table: exchange.table, on: exchange.on },
    rates: inPln.map(({ vatRate, vat, vatPln }) => {
      const exact = vat.times(rate);
      return {
        rate: `vat_rates.${vatRate}`,
        ...told([{ name: 'vat_pln', formula: [vat, '×', rate], exact, rounded: vatPln! }])[0],
        formulaGives: round(exact).eq(vatPln!) ? null : round(exact),
      };
    }),
    total: sum(inPln.map(({ vatPln }) => vatPln!)),
  };
}

/** Whether split payment is due (art. 108a), and what it hangs on; null of documents that are no invoices. */
function splitOf({ kind, currency, exchange, gross, lines = [], buyer, marks }: Invoice) {
  const rate = currency === 'PLN' ? new Decimal(1) : (exchange?.rate ?? null);
  if (!mayBeSplit(kind) || !rate) return null;
  const grossPln = round(gross.times(rate));
  const hasAnnex15 = lines.some(({ annex15 }) => annex15);
  const isFirm = buyer.company && Boolean(buyer.taxNo);
  const due = splitPaymentDue({ grossPln, hasAnnex15, buyerCompany: buyer.company, buyerTaxNo: buyer.taxNo });
  return {
    grossPln,
    above: SPLIT_PAYMENT_ABOVE,
    conditions: [
      { says: 'explanation.split.above', met: grossPln.gt(SPLIT_PAYMENT_ABOVE) },
      { says: 'explanation.split.annex', met: hasAnnex15 },
      { says: 'explanation.split.firm', met: isFirm },
    ],
    concludes: `explanation.split.${due ? 'due' : marks.splitPayment ? 'wished' : 'not_due'}`,
  };
}
