/** All that Invoicing tells the other rooms; each carries the document's id and is published inside the transaction of its cause. */

/** A document was kept as a draft; one that is issued at once is only issued. */
export class InvoiceDrafted {
  constructor(readonly invoice: number) {}
}

/** A document is being issued. Its number is given after all listeners, so that its series is held for the shortest time (R120). */
export class InvoiceIssued {
  constructor(readonly invoice: number) {}
}

/** What a document says was edited; of an issued one this makes a new version (R125). */
export class InvoiceChanged {
  constructor(readonly invoice: number) {}
}

/** It keeps number and document and counts no more (R50). */
export class InvoiceCancelled {
  constructor(readonly invoice: number) {}
}

/** An issued document leaves a void (R46), a draft nothing. */
export class InvoiceDeleted {
  constructor(readonly invoice: number) {}
}

/** A deleted document is back, with its number (R125). */
export class InvoiceRestored {
  constructor(readonly invoice: number) {}
}

/** All of it is paid now (R95): by a payment, or because less is to be paid since it was edited. */
export class InvoicePaid {
  constructor(readonly invoice: number) {}
}

/** What was wholly paid is no longer. Cancelling and deleting free its payments and tell only of themselves. */
export class InvoiceUnpaid {
  constructor(readonly invoice: number) {}
}
