import { createHash } from 'node:crypto';

/** Stands for a long text where it is only asked whether it is the same: a form need not carry it twice (R117). */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
