import type { SideName } from '../../accounts/person';
import type { Request } from '../../web/http';

/** The side on which the person works: both have the same pages, each with its own messages. */
export const sideOf = (request: Request) => request.url.split('/')[1] as SideName;

/** The outbox's address on that side. */
export const outboxOf = (request: Request) => `/${sideOf(request)}/outbox`;
