import { KINDS } from '../kinds';

const SALES = KINDS.filter((kind) => kind.sale)
  .map((kind) => `'${kind.code}'`)
  .join(', ');

/** SQL condition on `invoices`: the documents that count in sums, issued sales that are neither cancelled nor deleted (R38, R46, R50). */
export const COUNTED = `invoices.issued_at is not null and invoices.cancelled_at is null and invoices.deleted_at is null and invoices.kind in (${SALES})`;
