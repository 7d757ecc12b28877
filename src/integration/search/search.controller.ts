import { Controller, Get, Render, Req } from '@nestjs/common';
import { kindOf } from '../../invoicing/kinds';
import { Redirect, type Request } from '../../web/http';
import { SearchService } from './search.service';

const NOTHING = { hits: [], more: false };

/** The top bar's search over everything one may see, each side for its own members only (R64, R131). */
@Controller('search')
export class SearchController {
  constructor(private readonly search: SearchService) {}

  @Get()
  @Render('search/index')
  async index(@Req() request: Request) {
    const words = wordsOf(request);
    const { crm, invoicing } = request.person;
    const documents = words && invoicing ? await this.search.documents(words) : NOTHING;
    const [only, second] = documents.hits.filter(({ number }) => number === words);
    if (only && !second) return new Redirect(hrefOf(only.id));
    const clients = words && (crm || invoicing) ? await this.search.clients(words) : NOTHING;
    const deals = words && crm ? await this.search.deals(words) : NOTHING;
    const side = sideOf(request);
    return {
      words,
      isNothing: [clients, deals, documents].every(({ hits }) => hits.length === 0),
      clientsHref: `/${side}/clients`,
      clients: { ...clients, allHref: listHref(`/${side}/clients`, 'q', bareTaxNumber(words) ?? words) },
      deals: { ...deals, allHref: listHref('/crm/deals', 'words', words) },
      documents: {
        hits: documents.hits.map((hit) => ({ ...hit, href: hrefOf(hit.id), title: kindOf(hit.kind)!.title })),
        more: documents.more,
        allHref: listHref('/invoicing/invoices', 'words', words),
      },
    };
  }
}

const hrefOf = (document: number) => `/invoicing/invoices/${document}`;

const listHref = (path: string, name: string, words: string) => `${path}?${new URLSearchParams({ [name]: words })}`;

/** '525-244-57-67' and 'PL 5252445767' as cards keep it, '5252445767'; undefined for what is no tax number. */
function bareTaxNumber(words: string) {
  return /^(?:[a-z]{2})?(\d{8,12})$/i.exec(words.replace(/[\s.–-]/g, ''))?.[1];
}

/** The side whose client cards are shown: the one the person searches from, if they are its member. */
function sideOf({ person, query }: Request) {
  if (query.side === 'invoicing' && person.invoicing) return 'invoicing';
  return person.crm ? 'crm' : 'invoicing';
}

/** What is searched for; an address may hold anything, and Postgres refuses NUL. */
function wordsOf({ query }: Request) {
  return String(query.q ?? '')
    .replaceAll('\0', '')
    .trim()
    .slice(0, 200);
}
