import type { Person, SideName } from '../accounts/person';

/** Who may look whether no number is missing (R120). */
export const PROVERS: readonly string[] = ['owner', 'administrator', 'accountant'];

/** A link of the navigation; heading stands above the first of a group. */
export interface NavigationItem {
  key: string;
  href: string;
  icon: string;
  active: boolean;
  heading: string | null;
}

interface Entry {
  key: string;
  href: string;
  icon: string;
  heading?: string;
  /** Who may open it, where not every member of the side may. */
  may?: (person: Person) => boolean;
}

const NAVIGATION: Record<SideName | 'settings', readonly Entry[]> = {
  crm: [
    { key: 'today', href: '/crm/today', icon: 'sun' },
    { key: 'deals', href: '/crm/deals', icon: 'briefcase' },
    { key: 'clients', href: '/crm/clients', icon: 'users' },
    { key: 'tasks', href: '/crm/tasks', icon: 'checkbox' },
    { key: 'offers', href: '/crm/offers', icon: 'file' },
    { key: 'outbox', href: '/crm/outbox', icon: 'mail' },
  ],
  invoicing: [
    { key: 'invoices', href: '/invoicing/invoices', icon: 'file-invoice' },
    { key: 'recurring', href: '/invoicing/recurring', icon: 'repeat' },
    { key: 'payments', href: '/invoicing/payments', icon: 'wallet' },
    { key: 'products', href: '/invoicing/products', icon: 'package' },
    { key: 'clients', href: '/invoicing/clients', icon: 'users' },
    { key: 'outbox', href: '/invoicing/outbox', icon: 'mail' },
    {
      key: 'number_proof',
      href: '/invoicing/number-proof',
      icon: 'circle-check',
      may: ({ invoicing }) => PROVERS.includes(invoicing?.role ?? ''),
    },
    { key: 'activity', href: '/invoicing/activity', icon: 'history', may: ({ invoicing }) => invoicing?.role === 'owner' },
  ],
  settings: [
    { key: 'account', href: '/settings/account', icon: 'home', may: (person) => person.owner },
    { key: 'people', href: '/settings/people', icon: 'users' },
    { key: 'departments', href: '/settings/departments', icon: 'building' },
    { key: 'mail', href: '/settings/mail', icon: 'send' },
    {
      key: 'stages',
      href: '/settings/stages',
      icon: 'layout-kanban',
      heading: 'crm',
      may: (person) => person.administers('crm'),
    },
    {
      key: 'letter_templates',
      href: '/settings/letter-templates',
      icon: 'mail',
      heading: 'crm',
      may: (person) => person.administers('crm'),
    },
    {
      key: 'macros',
      href: '/settings/macros',
      icon: 'bolt',
      heading: 'crm',
      may: (person) => person.administers('crm'),
    },
    {
      key: 'accepted_documents',
      href: '/settings/accepted-documents',
      icon: 'file-plus',
      heading: 'crm',
      may: (person) => person.administers('crm'),
    },
    {
      key: 'offer_templates',
      href: '/settings/offer-templates',
      icon: 'file',
      heading: 'crm',
      may: (person) => person.administers('crm'),
    },
    {
      key: 'own_fields',
      href: '/settings/own-fields',
      icon: 'list',
      heading: 'crm',
      may: (person) => person.administers('crm'),
    },
    {
      key: 'number_patterns',
      href: '/settings/number-patterns',
      icon: 'adjustments',
      heading: 'invoicing',
      may: (person) => person.administers('invoicing'),
    },
    {
      key: 'mail_templates',
      href: '/settings/mail-templates',
      icon: 'mail',
      heading: 'invoicing',
      may: (person) => person.administers('invoicing'),
    },
    { key: 'integration', href: '/settings/integration', icon: 'link', heading: 'integration' },
  ],
};

/** The links of a side, or of the settings, that the person may open (R64, R75). */
export function navigationOf(side: SideName | 'settings', person: Person, path: string): NavigationItem[] {
  const open = NAVIGATION[side].filter(({ may }) => !may || may(person));
  return open.map(({ key, href, icon, heading = null }, at) => ({
    ...{ key, href, icon },
    active: path === href || path.startsWith(`${href}/`),
    heading: heading === (open[at - 1]?.heading ?? null) ? null : heading,
  }));
}

/** Nouns of the navigation that have a blank form. */
const MADE = [
  'deals',
  'clients',
  'tasks',
  'offers',
  'invoices',
  'products',
  'people',
  'departments',
  'stages',
  'macros',
  'own_fields',
];

/** The blank form of what the page is about, below the link of the navigation that is active, else of the side's first. */
export function newHrefOf(nav: NavigationItem[]) {
  const about = nav.find(({ active }) => active) ?? nav.find(({ key }) => MADE.includes(key));
  return about && MADE.includes(about.key) ? `${about.href}/new` : null;
}
