import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';

/** Tells the other rooms what happened: each listener in turn, inside the caller's transaction. */
@Injectable()
export class Events {
  constructor(private readonly emitter: EventEmitter2) {}

  /** @throws whatever a listener throws; then nothing happened */
  async publish(event: object) {
    for (const listener of this.emitter.listeners(event.constructor.name)) await listener(event);
  }
}
