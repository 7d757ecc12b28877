/** Where a document is in its life (R125). */
export type InvoiceState = 'draft' | 'issued' | 'cancelled' | 'deleted';
/** What may be done to it. */
export type InvoiceVerb = 'issue' | 'edit' | 'cancel' | 'delete' | 'restore';

/** What a state does not allow, each with the sentence that says why (R125). */
export const REFUSED: Record<InvoiceState, Partial<Record<InvoiceVerb, string>>> = {
  draft: { cancel: 'draft_is_not_cancelled', restore: 'invoice_is_not_deleted' },
  issued: { issue: 'invoice_is_issued', restore: 'invoice_is_not_deleted' },
  cancelled: {
    issue: 'invoice_is_issued',
    edit: 'invoice_is_cancelled',
    cancel: 'invoice_is_cancelled',
    restore: 'invoice_is_not_deleted',
  },
  deleted: {
    issue: 'invoice_is_deleted',
    edit: 'invoice_is_deleted',
    cancel: 'invoice_is_deleted',
    delete: 'invoice_is_deleted',
  },
};

/** What a user may do with own documents only (R75); issuing is free, and who administers or keeps the books may do all. */
export const OWN: readonly InvoiceVerb[] = ['edit', 'cancel', 'delete', 'restore'];
export const ALL_DOCUMENTS: readonly string[] = ['owner', 'administrator', 'accountant'];
