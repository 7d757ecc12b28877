import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { Answer, TestApp, TestBrowser } from './app';
import { Firm, line } from './integration/firm';

interface Route {
  method: 'GET' | 'POST';
  /** With names in the place of ids, as '/crm/deals/:id'. */
  path: string;
}

/** Whatever is open to everybody, signed in or not. Who opens one more door writes it down here. */
const OPEN = [
  'GET /',
  'GET /*',
  'GET /invoice/:token',
  'GET /invoice/:token.pdf',
  'GET /invoice/:token/logo',
  'GET /invoice/:token/attachments/:attachment',
  'GET /offer/:token',
  'GET /offer/:token.pdf',
  'GET /offer/:token/sheet',
  'GET /offer/:token/acceptance/new',
  'POST /offer/:token/acceptance',
  'GET /offer/:token/refusal/new',
  'POST /offer/:token/refusal',
  'GET /sign-in',
  'POST /sign-in',
  'GET /sign-up',
  'POST /sign-up',
  'POST /sign-out',
  'POST /person/preferences',
];

describe('the doors', () => {
  let firm: Firm;
  let routes: Route[];
  let ids: Record<string, number>;
  let number: string;
  const people: Record<string, TestBrowser> = {};
  beforeAll(async () => {
    firm = await Firm.open();
    routes = routesOf(firm.test);
    const client = await firm.client('Kawiarnia Pod Lipą', { email: 'biuro@lipa.example' });
    const deal = await firm.deal('Ogród przy kawiarni', { clientId: client });
    await firm.deal('Tajny interes', { clientId: client });
    const invoice = await firm.issue({ clientId: client, lines: [line('Projekt', 777.77, { dealId: deal })] });
    await firm.draft({ clientId: client, lines: [line('Tajny szkic', 4321.09)] });
    [{ number }] = await firm.rows<{ number: string }>(`select number from invoices where id = ${invoice}`);
    people.marek = await firm.colleague('marek', { crmRole: 'user', crmLevel: 'all' });
    people.ewa = await firm.colleague('ewa', { invoicingRole: 'accountant', invoicingLevel: 'all' });
    people.piotr = await firm.colleague('piotr', {
      crmRole: 'user',
      crmLevel: 'all',
      invoicingRole: 'user',
      invoicingLevel: 'all',
    });
    people.celina = await firm.colleague('celina', { crmRole: 'administrator', crmLevel: 'all' });
    people.igor = await firm.colleague('igor', { invoicingRole: 'administrator', invoicingLevel: 'all' });
    const [{ stage, person }] = await firm.rows<{ stage: number; person: number }>(
      `select (select min(id)::int from stages) stage, (select min(id)::int from users) person`,
    );
    ids = { clients: client, deals: deal, invoices: invoice, departments: firm.department, stages: stage, people: person };
  });
  afterAll(() => firm.close());

  /** The route's address with ids that are there. */
  const address = ({ path }: Route) => path.replace(/(\w[\w-]*)\/:\w+/g, (_, noun) => `${noun}/${ids[noun] ?? 1000}`);
  const knock = (browser: TestBrowser, route: Route): Promise<Answer> =>
    route.method === 'GET' ? browser.visit(address(route)) : browser.post(address(route));
  const below = (...paths: string[]) =>
    routes.filter(({ path }) => paths.some((each) => path === each || path.startsWith(`${each}/`)));
  const named = ({ method, path }: Route) => `${method} ${path}`;

  /** Which of these routes answer something else. */
  async function otherThan(status: number, browser: TestBrowser, asked: Route[]) {
    const others: string[] = [];
    for (const route of asked) {
      const answer = await knock(browser, route);
      if (answer.status !== status) others.push(`${named(route)}: ${answer.status}`);
    }
    return others;
  }

  /** All pages that open, by address; what is no page of the frame is left out. */
  async function pages(browser: TestBrowser) {
    const opened = new Map<string, string>();
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      const { status, text } = await knock(browser, route);
      if (status === 200) opened.set(address(route), text);
      else expect([303, 403, 404]).toContain(status);
    }
    return opened;
  }

  it('are all known', () => {
    expect(routes.length).toBeGreaterThan(50);
    expect(routes.map(named)).toEqual(
      expect.arrayContaining([...OPEN, 'GET /crm/deals/:id', 'POST /invoicing/invoices/:id/issuance']),
    );
  });

  it('R64: of Invoicing are closed to a member of CRM alone', async () => {
    expect(await otherThan(403, people.marek, below('/invoicing'))).toEqual([]);
  });

  it('R68: of CRM are closed to an accountant', async () => {
    expect(await otherThan(403, people.ewa, below('/crm'))).toEqual([]);
  });

  it('R75: of the settings are closed to whoever administers nothing', async () => {
    const settings = below('/settings').filter(({ path }) => path !== '/settings');
    for (const name of ['marek', 'ewa', 'piotr']) expect(await otherThan(403, people[name], settings)).toEqual([]);
  });

  it("R75: of one side's settings are closed to whoever administers only the other", async () => {
    const crm = below(
      ...[
        '/settings/stages',
        '/settings/letter-templates',
        '/settings/macros',
        '/settings/macro-runs',
        '/settings/accepted-documents',
      ],
    );
    const invoicing = routes.filter(({ path }) => path.includes('number-patterns'));
    expect(await otherThan(403, people.igor, crm)).toEqual([]);
    expect(await otherThan(403, people.celina, invoicing)).toEqual([]);
    const firstPages = (all: Route[]) => all.filter(({ method, path }) => method === 'GET' && !path.includes(':'));
    expect(await otherThan(200, people.celina, firstPages(crm))).toEqual([]);
    expect(await otherThan(200, people.igor, firstPages(invoicing))).toEqual([]);
  });

  it('R61: lead to signing in whoever is not signed in, but for the few that are open', async () => {
    const nobody = firm.test.browser();
    const others: string[] = [];
    for (const route of routes.filter((each) => !OPEN.includes(named(each)))) {
      const { status, location } = await knock(nobody, route);
      if (status !== 303 || location !== '/sign-in') others.push(`${named(route)}: ${status} ${location}`);
    }
    expect(others).toEqual([]);
  });

  it('R64: show a member of CRM alone nothing of Invoicing on any page', async () => {
    const opened = await pages(people.marek);
    expect([...opened.keys()]).toEqual(
      expect.arrayContaining(['/crm/deals', `/crm/deals/${ids.deals}`, `/crm/clients/${ids.clients}`, '/search']),
    );
    for (const [path, text] of opened) {
      const leaks = ['/invoicing', `>${number}<`, '4 321,09', '4321.09', 'Tajny szkic'].filter((sign) =>
        plain(text).includes(sign),
      );
      expect({ path, leaks }).toEqual({ path, leaks: [] });
    }
  });

  it('R68: show an accountant nothing of CRM on any page', async () => {
    const opened = await pages(people.ewa);
    expect([...opened.keys()]).toEqual(
      expect.arrayContaining([
        '/invoicing/invoices',
        `/invoicing/invoices/${ids.invoices}`,
        `/invoicing/clients/${ids.clients}`,
        '/search',
      ]),
    );
    for (const [path, text] of opened) {
      const leaks = ['/crm', 'Tajny interes', 'Ogród przy kawiarni'].filter((sign) => plain(text).includes(sign));
      expect({ path, leaks }).toEqual({ path, leaks: [] });
    }
  });

  it('show all of that to a member of both sides', async () => {
    const shown = [...(await pages(people.piotr)).values()].map(plain).join();
    for (const sign of ['/invoicing', '/crm', `>${number}<`, '4 321,09', 'Tajny interes', 'Ogród przy kawiarni'])
      expect(shown).toContain(sign);
  });

  it('R60: have the switch on every page of a member of both sides, and on none of anybody else', async () => {
    for (const [path, text] of await pages(people.piotr)) {
      if (text.includes('data-side='))
        expect({ path, switch: text.includes('class="btn switch"') }).toEqual({ path, switch: true });
    }
    for (const name of ['marek', 'ewa']) {
      for (const [path, text] of await pages(people[name])) {
        expect({ path, switch: text.includes('class="btn switch"') }).toEqual({ path, switch: false });
      }
    }
  });

  it('R60: lead by the switch to the matching place of the other side', async () => {
    const switchOf = async (path: string) => /class="btn switch" href="([^"]+)"/.exec((await people.piotr.visit(path)).text)?.[1];
    const { clients, deals, invoices } = ids;
    expect(await switchOf(`/crm/clients/${clients}`)).toBe(`/invoicing/clients/${clients}`);
    expect(await switchOf(`/invoicing/clients/${clients}/edit`)).toBe(`/crm/clients/${clients}`);
    expect(await switchOf(`/crm/clients/${clients}/documents`)).toBe(`/invoicing/clients/${clients}/documents`);
    expect(await switchOf('/invoicing/clients')).toBe('/crm/clients');
    expect(await switchOf(`/crm/deals/${deals}`)).toBe('/invoicing');
    expect(await switchOf(`/invoicing/invoices/${invoices}`)).toBe('/crm');
    expect(await switchOf('/search?q=lipa&side=invoicing')).toBe('/crm');
  });
});

/** Without the entities and the narrow spaces that a browser would show as what they stand for. */
function plain(html: string) {
  return html.replaceAll('&#x3D;', '=').replaceAll(/[\u00a0\u202f]/g, ' ');
}

/** Every route of every controller of the application. */
function routesOf({ app }: TestApp): Route[] {
  const scanner = new MetadataScanner();
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => {
    const { prototype } = metatype as { prototype: Record<string, object> };
    const prefixes = [Reflect.getMetadata(PATH_METADATA, metatype!)].flat();
    const handlers = scanner.getAllMethodNames(prototype).map((name) => prototype[name]);
    return handlers
      .filter((handler) => Reflect.hasMetadata(METHOD_METADATA, handler))
      .flatMap((handler) =>
        prefixes.map((prefix) => ({
          method: RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler)] as Route['method'],
          path: `/${prefix}/${Reflect.getMetadata(PATH_METADATA, handler)}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'),
        })),
      );
  });
}
