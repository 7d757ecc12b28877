import type { Request } from '../web/http';

/** An address of these pages that keeps to the side which the reader comes from, so that the frame around them stays the same. */
export function addressOf({ query }: Pick<Request, 'query'>, path: string, before: number | null = null): string {
  const asked = new URLSearchParams();
  if (query.side === 'crm' || query.side === 'invoicing') asked.set('side', query.side);
  if (before) asked.set('before', String(before));
  return asked.size ? `${path}?${asked}` : path;
}
