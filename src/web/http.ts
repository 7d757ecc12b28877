import { NotFoundException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Person } from '../accounts/person';
import type { SentenceValues } from '../broken-rule';
import type { Settings } from '../settings';
import type { PostedFile } from './posted-files';

/** A request with who asks; `person` is missing only behind doors that are open to everybody. */
export interface Request extends FastifyRequest {
  person: Person;
  params: Record<string, string>;
  query: Record<string, string | undefined>;
  body: Record<string, unknown>;
  flash?: Flash;
  /** Files of the form; undefined until it is read, and for forms without. */
  postedFiles?: PostedFile[];
}

/** One thing wrong with what was typed; field is its name in the form, as `lines.0.price`. */
export interface FieldError {
  field: string | null;
  text: string;
}

/** A notice that the next page shows once: a translation's key with its values. */
export interface Flash {
  kind: 'success' | 'warning' | 'danger';
  key: string;
  values: SentenceValues;
}

/** The record's id in the address. @throws NotFoundException when it cannot be one */
export function idOf(request: Request, name = 'id'): number {
  if (!/^[1-9]\d{0,15}$/.test(request.params[name] ?? '')) throw new NotFoundException();
  return Number(request.params[name]);
}

/** Whether a cookie given now may travel over HTTPS only: Tandem's address is one of HTTPS, or this request came so. */
export function overHttps({ protocol }: Pick<Request, 'protocol'>, { baseUrl }: Settings): boolean {
  return protocol === 'https' || baseUrl.startsWith('https:');
}

/** What a POST answers: the address of the page to show next (303). */
export class Redirect {
  constructor(readonly path: string) {}
}

/** What a GET answers whose making is slow or asks another server: made once its transaction has ended, so that it holds none. */
export class Later {
  constructor(readonly make: () => Promise<unknown>) {}
}

/** A form that could not be taken: its page with what was typed and what is wrong (422). */
export class ShownAgain {
  constructor(
    readonly template: string,
    readonly context: object,
  ) {}
}

/** The answer of every POST that did what it was asked: go and see (303). */
export function redirect(path: string) {
  return new Redirect(path);
}

/** Says something on the next page, once. */
export function flash(request: Request, kind: Flash['kind'], key: string, values: SentenceValues = {}) {
  request.flash = { kind, key, values };
}
