/** A kind of document: what it is called, how it is numbered and what may be done with it. */
export interface DocumentKind {
  /** Stored with each document, the same word in forms and the API. */
  code: string;
  /** Translation key of its title. */
  title: string;
  /** Kinds of one family share their number series (R96). */
  family: string;
  /** The pattern of its numbers until the account or a department has its own. */
  defaultPattern: string;
  /** Whether it records a sale: only sales count in sums and in the value of a deal (R38). */
  sale: boolean;
  /** Whether it shows net and VAT beside gross. */
  showsVat: boolean;
  /** The one VAT rate of all its lines, where it shows no VAT; null where each line has its own. */
  fixedRate: string | null;
  /** Whether somebody must be named as buyer; a receipt and cash slips may have none (R9). */
  needsBuyer: boolean;
  /** Whether an invoice to it takes its place in deals and sums (R42). */
  givesWay: boolean;
  /** Whether the other party sells and the department buys. */
  bought: boolean;
  /** Whether it asks for money, or gives some back, so that payments settle it (R95); an order does not, a cash slip says itself that it is paid. */
  payable: boolean;
  /** What may be done to an issued one, if its state allows (R125). */
  cancellable: boolean;
  deletable: boolean;
  /** Whether issuing one makes a deal until the account chooses otherwise (R40). */
  acceptedByDefault: boolean;
  /** Whether it is begun only from other documents, and so is none to choose in a blank form (R103). */
  onlyContinues: boolean;
  /** Kinds that continue it, so that they belong to its deals (R42); an invoice to a receipt is one. */
  continuesTo: readonly string[];
}

type Row = Pick<DocumentKind, 'code'> & Partial<DocumentKind>;

/** A sale with VAT, unless its row says otherwise. */
const kind = (row: Row): DocumentKind => ({
  title: `kinds.${row.code}`,
  family: row.code,
  defaultPattern: 'nr-m/mm/yyyy',
  sale: true,
  showsVat: true,
  fixedRate: null,
  needsBuyer: true,
  givesWay: false,
  bought: false,
  payable: true,
  cancellable: true,
  deletable: true,
  acceptedByDefault: false,
  onlyContinues: false,
  continuesTo: [],
  ...row,
});

/** Kinds of one series, numbered without a prefix (R96). */
const INVOICE = { family: 'vat', acceptedByDefault: true, continuesTo: ['correction'] };
/** What the client asked for or was told: no sale, until a document continues it. */
const ORDER = { sale: false };
const SALES = ['vat', 'advance', 'final', 'vat_mp', 'vat_margin', 'wdt', 'export_products', 'bill', 'receipt'];
/** Neither sale nor VAT: what was paid or is owed for other reasons. */
const SLIP = { sale: false, showsVat: false, fixedRate: 'none' };

/** Every kind of document there is, in the order of menus; a new kind is a new row. */
export const KINDS: readonly DocumentKind[] = [
  kind({ code: 'vat', ...INVOICE }),
  kind({ code: 'proforma', ...ORDER, defaultPattern: 'PRO/nr-m/mm/yyyy', continuesTo: SALES }),
  kind({
    ...{ code: 'bill', defaultPattern: 'RACH/nr-m/mm/yyyy', continuesTo: ['correction'] },
    ...{ showsVat: false, fixedRate: 'zw' },
  }),
  kind({
    ...{ code: 'receipt', defaultPattern: 'PAR/nr-m/mm/yyyy', continuesTo: ['vat'] },
    ...{ needsBuyer: false, givesWay: true, acceptedByDefault: true },
  }),
  kind({ code: 'estimate', ...ORDER, payable: false, defaultPattern: 'ZAM/nr-m/mm/yyyy', continuesTo: ['proforma', ...SALES] }),
  kind({
    code: 'client_order',
    ...ORDER,
    payable: false,
    defaultPattern: 'ZK/nr-m/mm/yyyy',
    continuesTo: ['proforma', ...SALES],
  }),
  kind({
    ...{ code: 'advance', defaultPattern: 'ZAL/nr-m/mm/yyyy', continuesTo: ['correction'] },
    ...{ acceptedByDefault: true },
  }),
  kind({
    ...{ code: 'final', defaultPattern: 'KON/nr-m/mm/yyyy', continuesTo: ['correction'] },
    ...{ acceptedByDefault: true, onlyContinues: true },
  }),
  kind({
    ...{ code: 'correction', defaultPattern: 'KOR/nr-m/mm/yyyy', continuesTo: ['correction'] },
    onlyContinues: true,
  }),
  kind({ code: 'vat_margin', ...INVOICE, showsVat: false, fixedRate: 'margin' }),
  kind({ code: 'vat_mp', ...INVOICE }),
  kind({ code: 'wdt', ...INVOICE }),
  kind({ code: 'export_products', ...INVOICE }),
  kind({ code: 'invoice_other', ...INVOICE, family: 'invoice_other', defaultPattern: 'INNA/nr-m/mm/yyyy' }),
  kind({ code: 'import_service', sale: false, bought: true, defaultPattern: 'WEW/nr-m/mm/yyyy' }),
  kind({ code: 'accounting_note', ...SLIP, defaultPattern: 'NOTA/nr-m/mm/yyyy' }),
  kind({ code: 'kp', ...SLIP, payable: false, needsBuyer: false, defaultPattern: 'KP/nr-m/mm/yyyy' }),
  kind({ code: 'kw', ...SLIP, payable: false, needsBuyer: false, defaultPattern: 'KW/nr-m/mm/yyyy' }),
];

const byCode = new Map(KINDS.map((kind) => [kind.code, kind]));

/** The kind with this code; undefined when there is none. */
export function kindOf(code: string): DocumentKind | undefined {
  return byCode.get(code);
}

const corrections = new Map(
  KINDS.filter(({ continuesTo }) => continuesTo.includes('correction')).map(({ code, showsVat, fixedRate, needsBuyer }) => [
    code,
    { ...byCode.get('correction')!, showsVat, fixedRate, needsBuyer },
  ]),
);

/**
 * The kind of a document; a correction shows VAT as the kind does that it corrects in the end.
 * @param corrects code of that kind; null for every document that is no correction
 */
export function kindOfDocument(code: string, corrects: string | null): DocumentKind {
  return (corrects && corrections.get(corrects)) || byCode.get(code)!;
}

/** The families of number series, each with the pattern it begins with. */
export const FAMILIES: ReadonlyMap<string, string> = new Map(KINDS.map((kind) => [kind.family, kind.defaultPattern]));
