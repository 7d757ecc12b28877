/** A card was added, by a form or by a document whose buyer nobody knew (R2, R3, R8). */
export class ClientCreated {
  constructor(readonly client: number) {}
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
