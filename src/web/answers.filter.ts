import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  ForbiddenException,
  HttpException,
  Logger,
  NotFoundException,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { EntityNotFoundError } from 'typeorm';
import { BrokenRule, type SentenceValues } from '../broken-rule';
import { flash, Redirect, type Request, ShownAgain } from './http';
import { InvalidInput } from './input.pipe';
import { languageOf } from './page';
import { translate } from './translations';

/** Statuses whose page has words of its own. */
const KNOWN = [400, 413, 429, 500];

/** Answers whatever did not end in a page of its own: redirects, forms shown again, rules that said no, and errors. */
@Catch()
export class AnswersFilter implements ExceptionFilter {
  private readonly log = new Logger('Tandem');

  catch(thrown: unknown, host: ArgumentsHost) {
    const request = host.switchToHttp().getRequest<Request>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (thrown instanceof Redirect) return reply.redirect(thrown.path, 303);
    if (thrown instanceof ShownAgain) return reply.status(422).view(thrown.template, thrown.context);
    if (thrown instanceof BrokenRule) return this.sayNo(`broken.${thrown.key}`, thrown.values, request, reply);
    if (thrown instanceof InvalidInput)
      return this.sayNo(`invalid.${thrown.fields[0].key}`, thrown.fields[0].values, request, reply);
    if (thrown instanceof NotFoundException || thrown instanceof EntityNotFoundError)
      return reply.status(404).view('errors/not-found', {});
    if (thrown instanceof ForbiddenException) return reply.status(403).view('errors/forbidden', {});
    const status = thrown instanceof HttpException ? thrown.getStatus() : ((thrown as { statusCode?: number }).statusCode ?? 500);
    if (status >= 500) this.log.error(thrown instanceof Error ? thrown.stack : thrown);
    return this.fail(request, reply, status);
  }

  /** A verb without a form of its own: back to where the person was, with the reason as a notice. */
  private sayNo(key: string, values: SentenceValues, request: Request, reply: FastifyReply) {
    flash(request, 'danger', key, values);
    const back = pathOf(request.headers.referer) ?? '/';
    // A page that sends back to itself would never end.
    return reply.redirect(request.method === 'GET' && back === request.url ? '/' : back, 303);
  }

  private fail(request: Request, reply: FastifyReply, status: number) {
    const key = KNOWN.includes(status) ? status : status >= 500 ? 500 : 400;
    const says = (part: string) => translate(languageOf(request), `errors.${key}.${part}`);
    return reply.status(status).view('errors/failure', { code: status, title: says('title'), text: says('text') });
  }
}

/** The path of the page before, never another host's. */
function pathOf(referer: string | undefined) {
  if (!referer || !URL.canParse(referer)) return;
  const { pathname, search } = new URL(referer);
  return pathname.startsWith('//') ? undefined : pathname + search;
}
