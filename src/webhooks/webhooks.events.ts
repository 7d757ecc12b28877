/** A webhook is over: the receiver took it, or it has failed for good. In the transaction that says so. */
export class WebhookEnded {
  constructor(
    readonly delivery: number,
    readonly delivered: boolean,
  ) {}
}
