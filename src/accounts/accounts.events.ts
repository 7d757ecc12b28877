import type { Language } from '../web/translations';

/** An account was made, with its owner and main department; language is the owner's. */
export class AccountOpened {
  constructor(
    readonly account: number,
    readonly owner: number,
    readonly language: Language,
  ) {}
}

/** The owner of a new account wanted it filled with an example; published after AccountOpened, in the same transaction. */
export class ExampleDataWanted {
  constructor(
    readonly account: number,
    readonly owner: number,
  ) {}
}
