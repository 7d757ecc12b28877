import type { Person, SideName } from '../accounts/person';
import type { Flash, Request } from './http';
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
  crm: boolean;
  invoicing: boolean;
  administrator: boolean;
  integration: boolean;
  /** Where the switch leads; null for whoever is no member of both sides (R60, R64). */
  switchHref: string | null;
  /** Where the top bar's search leads: to the clients of the side one is on. */
  searchHref: string | null;
  nav: NavigationItem[];
  flash: { kind: Flash['kind']; text: string } | null;
}

interface NavigationItem {
  key: string;
  href: string;
  icon: string;
  active: boolean;
}

type Entry = [key: string, href: string, icon: string];
const NAVIGATION: Record<SideName | 'settings', Entry[]> = {
  crm: [
    ['deals', '/crm/deals', 'briefcase'],
    ['clients', '/crm/clients', 'users'],
  ],
  invoicing: [
    ['invoices', '/invoicing/invoices', 'file-invoice'],
    ['clients', '/invoicing/clients', 'users'],
  ],
  settings: [
    ['people', '/settings/people', 'users'],
    ['departments', '/settings/departments', 'building'],
    ['stages', '/settings/stages', 'layout-kanban'],
  ],
};

export function pageOf(request: Request, flash: Flash | null): Page {
  const person: Person | undefined = request.person;
  const path = request.url.split('?')[0];
  const language = languageOf(request);
  const side = person ? sideOf(path, person) : null;
  return {
    language,
    theme: person?.theme ?? themeOf(request),
    timeZone: person?.timeZone ?? 'Europe/Warsaw',
    path: request.url,
    side,
    account: person ? { name: person.accountName } : null,
    person: person ? { id: person.user, name: person.name, initials: person.initials } : null,
    crm: Boolean(person?.crm),
    invoicing: Boolean(person?.invoicing),
    administrator: person?.administrator ?? false,
    integration: person?.integration ?? false,
    switchHref: person?.crm && person.invoicing && side !== 'settings' ? otherSide(path) : null,
    searchHref: side && `/${side === 'settings' ? (person.crm ? 'crm' : 'invoicing') : side}/clients`,
    nav:
      side && (side !== 'settings' || person.administrator)
        ? NAVIGATION[side].map(([key, href, icon]) => ({ key, href, icon, active: path === href || path.startsWith(`${href}/`) }))
        : [],
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

/** The side that an address belongs to. */
function sideOf(path: string, person: Person): Page['side'] {
  const [, first] = path.split('/');
  if (first === 'crm' || first === 'invoicing' || first === 'settings') return first;
  return person.crm ? 'crm' : 'invoicing';
}

/** The matching place of the other side: the same client, else the side's first page (design: the frame). */
function otherSide(path: string) {
  const [, side, noun, id] = path.split('/');
  const other = side === 'invoicing' ? 'crm' : 'invoicing';
  return noun === 'clients' ? ['', other, noun, id].filter((part) => part !== undefined).join('/') : `/${other}`;
}
