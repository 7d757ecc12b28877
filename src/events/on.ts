import { OnEvent } from '@nestjs/event-emitter';

/** Marks a method that follows an event, inside the transaction that published it; its error undoes everything. */
export const On = (event: new (...args: never[]) => object) => OnEvent(event.name, { suppressErrors: false });
