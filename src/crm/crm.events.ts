/** A deal was made, by a person or for an invoice. past: for one of long ago (R87), so that nobody is told and no macro starts. */
export class DealCreated {
  constructor(
    readonly deal: number,
    readonly past = false,
  ) {}
}

/** Something on a deal changed other than its stage. */
export class DealChanged {
  constructor(readonly deal: number) {}
}

/** A deal went from one stage to another. */
export class DealMoved {
  constructor(
    readonly deal: number,
    readonly from: number,
    readonly to: number,
  ) {}
}

/** A deal was deleted; its documents stay (R47). */
export class DealDeleted {
  constructor(readonly deal: number) {}
}

/** A deleted deal was brought back. */
export class DealRestored {
  constructor(readonly deal: number) {}
}

/** A stage was removed and what stood in it, or was to be put in it, belongs to the replacement now (R89). */
export class StageRemoved {
  constructor(
    readonly stage: number,
    readonly replacement: number,
  ) {}
}

/** An offer was sent to its client (R81); each time it is. */
export class OfferSent {
  constructor(readonly offer: number) {}
}

/** The client opened an offer by its link for the first time. */
export class OfferOpened {
  constructor(readonly offer: number) {}
}

/** The client accepted an offer by its link (R124). */
export class OfferAccepted {
  constructor(readonly offer: number) {}
}

/** The client declined an offer by its link. */
export class OfferDeclined {
  constructor(readonly offer: number) {}
}

/** An offer was taken back from its client: nobody can accept it any more. */
export class OfferWithdrawn {
  constructor(readonly offer: number) {}
}

/** An offer was deleted; it may be restored. */
export class OfferDeleted {
  constructor(readonly offer: number) {}
}

/** A task was made, by a person, a macro or as the next of one that recurs. */
export class TaskMade {
  constructor(readonly task: number) {}
}

/** A task's due moment passed and it was not done; told once of each such moment. */
export class TaskOverdue {
  constructor(readonly task: number) {}
}
