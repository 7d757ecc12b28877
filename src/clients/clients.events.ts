/** A card was added, by a form or by a document whose buyer nobody knew (R2, R3, R8). past: by a document of long ago (R87), so that no macro starts. */
export class ClientCreated {
  constructor(
    readonly client: number,
    readonly past = false,
  ) {}
}

export class ClientChanged {
  constructor(readonly client: number) {}
}

/** The card is hidden on both sides (R6). */
export class ClientDeleted {
  constructor(readonly client: number) {}
}

export class ClientRestored {
  constructor(readonly client: number) {}
}

/** Two cards are about to be merged: whose records are locked before cards are (documents) locks them now. */
export class ClientMerging {
  constructor(readonly from: number) {}
}

/** A deleted card was merged into another: whatever names the one is to name the other (R127). What issued documents say stays. */
export class ClientMerged {
  constructor(
    readonly from: number,
    readonly into: number,
  ) {}
}
