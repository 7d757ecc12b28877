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
  /** Whether somebody must be named as buyer; a receipt may have none (R9). */
  needsBuyer: boolean;
  /** What may be done to an issued one, if its state allows (R125). */
  cancellable: boolean;
  correctable: boolean;
  deletable: boolean;
  /** Whether issuing one makes a deal until the account chooses otherwise (R40). */
  acceptedByDefault: boolean;
  /** Kinds that continue it, so that they belong to its deals (R42); an invoice to a receipt is one. */
  continuesTo: readonly string[];
}

const DEFAULTS = { showsVat: true, fixedRate: null, needsBuyer: true, cancellable: true, deletable: true };

/** Every kind of document there is, in the order of menus; a new kind is a new row. */
export const KINDS: readonly DocumentKind[] = [
  {
    ...DEFAULTS,
    code: 'vat',
    title: 'kinds.vat',
    family: 'vat',
    defaultPattern: 'nr-m/mm/yyyy',
    sale: true,
    correctable: true,
    acceptedByDefault: true,
    continuesTo: [],
  },
  {
    ...DEFAULTS,
    code: 'proforma',
    title: 'kinds.proforma',
    family: 'proforma',
    defaultPattern: 'PRO/nr-m/mm/yyyy',
    sale: false,
    correctable: false,
    acceptedByDefault: false,
    continuesTo: ['vat', 'vat_margin', 'bill', 'receipt'],
  },
  {
    ...DEFAULTS,
    code: 'bill',
    title: 'kinds.bill',
    family: 'bill',
    defaultPattern: 'RACH/nr-m/mm/yyyy',
    sale: true,
    showsVat: false,
    fixedRate: 'zw',
    correctable: true,
    acceptedByDefault: false,
    continuesTo: [],
  },
  {
    ...DEFAULTS,
    code: 'receipt',
    title: 'kinds.receipt',
    family: 'receipt',
    defaultPattern: 'PAR/nr-m/mm/yyyy',
    sale: true,
    needsBuyer: false,
    correctable: false,
    acceptedByDefault: true,
    continuesTo: ['vat'],
  },
  {
    ...DEFAULTS,
    code: 'estimate',
    title: 'kinds.estimate',
    family: 'estimate',
    defaultPattern: 'ZAM/nr-m/mm/yyyy',
    sale: false,
    correctable: false,
    acceptedByDefault: false,
    continuesTo: ['proforma', 'vat', 'vat_margin', 'bill', 'receipt'],
  },
  {
    ...DEFAULTS,
    code: 'vat_margin',
    title: 'kinds.vat_margin',
    family: 'vat',
    defaultPattern: 'nr-m/mm/yyyy',
    sale: true,
    showsVat: false,
    fixedRate: 'margin',
    correctable: true,
    acceptedByDefault: true,
    continuesTo: [],
  },
];

const byCode = new Map(KINDS.map((kind) => [kind.code, kind]));

/** The kind with this code; undefined when there is none. */
export function kindOf(code: string): DocumentKind | undefined {
  return byCode.get(code);
}

/** The families of number series, each with the pattern it begins with. */
export const FAMILIES: ReadonlyMap<string, string> = new Map(KINDS.map((kind) => [kind.family, kind.defaultPattern]));
