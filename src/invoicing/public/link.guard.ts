import { type CanActivate, type ExecutionContext, Injectable, NotFoundException } from '@nestjs/common';
import { Person, type SessionRow } from '../../accounts/person';
import { Database } from '../../database/database';
import type { Request } from '../../web/http';
import { languageOf } from '../../web/page';
import type { Language } from '../../web/translations';

/** What a link opens, as the database's function document_of_link() tells it. */
interface LinkRow {
  account_id: number;
  account_name: string;
  time_zone: string;
  currency: string;
  invoice_id: number;
  language: string;
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * Lets in whoever has a document's link (R63), in the place of any session of theirs: a reader of this account's documents who is nobody of its
 * people. The document's id is put into `params.id`. @throws NotFoundException for a link that opens nothing
 */
@Injectable()
export class LinkGuard implements CanActivate {
  constructor(private readonly database: Database) {}

  async canActivate(context: ExecutionContext) {
    const request = context.switchToHttp().getRequest<Request>();
    const { token } = request.params;
    if (!TOKEN.test(token)) throw new NotFoundException();
    const [row] = await this.database.outside<LinkRow>('select * from document_of_link($1)', [token]);
    if (!row) throw new NotFoundException();
    request.person = readerOf(row, readIn(row.language, request));
    request.params.id = String(row.invoice_id);
    return true;
  }
}

function readerOf(row: LinkRow, language: Language): Person {
  const { account_id, account_name, time_zone, currency } = row;
  const nobody = {
    user_id: 0,
    session_id: 0,
    name: '',
    crm_role: null,
    crm_level: null,
    invoicing_role: null,
    invoicing_level: null,
  };
  const account = {
    account_id,
    account_name,
    time_zone,
    currency,
    departments: '{}',
    integration: false,
    unread: 0,
    over: false,
  };
  const reader = new Person({ ...account, ...nobody, language, theme: 'auto' } satisfies SessionRow);
  return Object.assign(reader, { who: { account: account_id, invoicing: 'all', departments: '{}' } });
}

/** The document's own language, where Tandem speaks it; of two side by side the reader's; else English. */
function readIn(language: string, request: Request): Language {
  if (language === 'pl/en') return languageOf({ cookies: request.cookies, headers: request.headers } as Request);
  return language === 'pl' ? 'pl' : 'en';
}
