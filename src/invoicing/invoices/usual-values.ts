import { Person } from '../../accounts/person';
import { today } from '../../clock';

const USUAL_PAYMENT_DAYS = 14;

/** What a blank form of a document holds until somebody says otherwise, by the names of its fields. */
export function usualValues(kind: string, departmentId: number | undefined) {
  return {
    ...{
      kind,
      departmentId,
      number: null,
      place: null,
      notes: null,
      version: null,
      opened: null,
      fromInvoiceId: null,
      offerId: null,
    },
    issueOn: today(),
    soldOn: today(),
    paymentDays: USUAL_PAYMENT_DAYS,
    paymentMethod: 'transfer',
    currency: Person.current.currency,
    exchangeRate: null,
    method: 'net_sum',
    discountKind: 'percent_total',
    ...{ client: null, filledFrom: null, recipient: null, buyerOverride: false, otherBuyer: false },
    ...{ buyerCompany: 'yes', buyerName: null, buyerTaxNo: null, buyerStreet: null, buyerPostCode: null, buyerCity: null },
    ...{ buyerCountry: 'PL', buyerEmail: null },
    ...{
      language: 'pl',
      noteKind: 'debit',
      marginProcedure: 'used',
      procedures: [] as string[],
      splitPayment: false,
      oss: false,
    },
    ...{ exemptBasis: null as string | null, orderNo: null, issuerName: null, internalNote: null, footer: null },
    ...{ advanceIds: [] as number[], correctionReason: null, contentBefore: null, contentAfter: null, charges: [] },
    priceListId: null,
  };
}
