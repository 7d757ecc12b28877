import { randomUUID } from 'node:crypto';
import type { Person, SideName } from '../accounts/person';
import type { Flash, Request } from './http';
import { type NavigationItem, navigationOf, newHrefOf } from './navigation';
import { isLanguage, type Language, translate } from './translations';

/** What the frame of every page shows; `page` of every template. */
export interface Page {
  language: Language;
  theme: string;
  timeZone: string;
  path: string;
  side: SideName | 'settings' | null;
  account: { name: string } | null;
  person: { id: number; name: string; initials: string } | null;
  /** Of whoever is signed in: notices not read yet, counted up to a hundred. */
  bell: { unread: number } | null;
  crm: boolean;
  invoicing: boolean;
  administrator: boolean;
  integration: boolean;
  /** Where the switch leads; null for whoever is no member of both sides (R60, R64). */
  switchHref: string | null;
  nav: NavigationItem[];
  /** Where the key n leads: to the blank form of what the page is about; null where there is none. */
  newHref: string | null;
  flash: { kind: Flash['kind']; text: string } | null;
  /** Of the forms of this page as it is shown now, so that each is taken once (src/web/posted-forms.ts). */
  formKey: string;
}

/** What the frame of every page shows, whoever asks. */
export function pageOf(request: Request, flash: Flash | null): Page {
  const person: Person | undefined = request.person;
  const path = request.url.split('?')[0];
  const language = languageOf(request);
  const side = person ? sideOf(request, path) : null;
  const nav = side ? navigationOf(side, person, path) : [];
  return {
    language,
    theme: person?.theme ?? themeOf(request),
    timeZone: person?.timeZone ?? 'Europe/Warsaw',
    path: request.url,
    side,
    account: person ? { name: person.accountName } : null,
    person: person ? { id: person.user, name: person.name, initials: person.initials } : null,
    bell: person ? { unread: person.unread } : null,
    crm: Boolean(person?.crm),
    invoicing: Boolean(person?.invoicing),
    administrator: person?.administrator ?? false,
    integration: person?.integration ?? false,
    switchHref: person?.crm && person.invoicing && side !== 'settings' ? otherSide(side!, path) : null,
    nav,
    newHref: newHrefOf(nav),
    formKey: randomUUID(),
    flash: flash && { kind: flash.kind, text: translate(language, flash.key, flash.values) },
  };
}

/** The person's language, else the one chosen in this browser, else the browser's own. */
export function languageOf(request: Request): Language {
  const asked = request.person?.language ?? request.cookies.language;
  if (isLanguage(asked)) return asked;
  return /^\s*en/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'pl';
}

function themeOf(request: Request) {
  return ['light', 'dark'].includes(request.cookies.theme ?? '') ? request.cookies.theme! : 'auto';
}

/**
 * The side that an address belongs to, if the person may enter it; for an address that belongs to none, the side that the person comes from, as
 * their search says. Nobody is shown the frame of a side that is closed to them, not even around the page that says so (R64).
 */
function sideOf({ person, query }: Request, path: string): Page['side'] {
  const [, first] = path.split('/');
  if (first === 'settings' && person.administrator) return first;
  const named = [first, query.side].find((side) => (side === 'crm' || side === 'invoicing') && person[side]);
  if (named) return named as SideName;
  return person.crm ? 'crm' : person.invoicing ? 'invoicing' : null;
}

/** Pages of a client that both sides have, below /crm/clients/7 and /invoicing/clients/7. */
const TWINS = ['documents'];

/** The matching place of the other side: the same client, their documents, the list of clients, the outbox; else the side's first page (design: the frame). */
function otherSide(side: SideName, path: string) {
  const other = side === 'invoicing' ? 'crm' : 'invoicing';
  const [, , noun, id, page] = path.split('/');
  if (noun === 'outbox') return `/${other}/outbox`;
  if (noun !== 'clients') return `/${other}`;
  return ['', other, noun, id, TWINS.find((twin) => twin === page)].filter((part) => part !== undefined).join('/');
}
