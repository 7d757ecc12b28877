import { ForbiddenException } from '@nestjs/common';
import type { Person } from '../../accounts/person';
import type { Request } from '../../web/http';

/** Whether a person may make deals for old documents: an administrator of a side who is a member of both (R87, R131). */
export function mayBackfill({ crm, invoicing, administrator }: Person) {
  return Boolean(crm && invoicing && administrator);
}

/** @throws ForbiddenException */
export function refuseOthers({ person }: Request) {
  if (!mayBackfill(person)) throw new ForbiddenException();
}
