/** Tandem cannot start: one line for people, and below it further lines if somebody has to run or read them (such as SQL). */
export class StartFailure extends Error {
  constructor(
    message: string,
    readonly lines: string[] = [],
  ) {
    super(message);
  }
}
