import { type CanActivate, type ExecutionContext, ForbiddenException, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ADMINISTRATORS, OPEN, SIDE } from '../web/doors';
import { Redirect, type Request } from '../web/http';
import { KeptForms } from './kept-forms.service';
import { Sessions } from './sessions.service';

/** Knows who asks by the session's cookie, and whether the door stands open to them (R61, R64, R68). */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly sessions: Sessions,
    private readonly keptForms: KeptForms,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext) {
    const request = context.switchToHttp().getRequest<Request>();
    const of = <T>(key: string) =>
      this.reflector.getAllAndOverride<T | undefined>(key, [context.getHandler(), context.getClass()]);
    const found = await this.sessions.personOf(request);
    if (found && !found.over) request.person = found.person;
    if (of(OPEN)) return true;
    const { person } = request;
    if (!person) {
      if (found) await this.keptForms.keep(context, request, found.person);
      throw new Redirect('/sign-in');
    }
    const side = of<'crm' | 'invoicing' | 'by-path'>(SIDE);
    const entered = side === 'by-path' ? sideOfPath(request.url) : side;
    if (entered && !person[entered]) throw new ForbiddenException();
    if (of(ADMINISTRATORS) && !(entered ? person.administers(entered) : person.administrator)) throw new ForbiddenException();
    return true;
  }
}

function sideOfPath(url: string) {
  return url.startsWith('/invoicing') ? 'invoicing' : 'crm';
}
