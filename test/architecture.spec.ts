import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = join(__dirname, '..', 'src');
const GROUND = ['calendar', 'database', 'events', 'files', 'history', 'identifiers', 'jobs', 'money', 'typesetting', 'web'];

/** Each room, and what it may import besides itself and the files that stand directly in src/: downwards only. */
const MAY_IMPORT: Record<string, string[]> = {
  calendar: [],
  database: [],
  events: [],
  files: ['database', 'web'],
  history: ['database', 'money', 'web'],
  identifiers: [],
  jobs: ['database'],
  money: [],
  typesetting: ['web/folders'],
  web: ['database', 'money', 'accounts/person'], // who asks is all that the ground floor knows of accounts
  // Who asks, and who acts where nobody asks, is all that it knows of accounts.
  mail: [...GROUND, 'accounts/person', 'accounts/actors.service', 'accounts/accounts.module'],
  accounts: [...GROUND],
  notices: [...GROUND, 'mail', 'accounts'],
  webhooks: [...GROUND, 'accounts'],
  'own-fields': [...GROUND, 'accounts'],
  clients: [...GROUND, 'accounts', 'own-fields'],
  departments: [...GROUND, 'accounts'],
  crm: [...GROUND, 'mail', 'notices', 'webhooks', 'accounts', 'own-fields', 'clients', 'departments'],
  invoicing: [...GROUND, 'mail', 'notices', 'accounts', 'own-fields', 'clients', 'departments'],
  integration: [...GROUND, 'mail', 'notices', 'accounts', 'own-fields', 'clients', 'departments', 'crm', 'invoicing'],
  'example-data': [
    ...GROUND,
    'mail',
    'notices',
    'accounts',
    'own-fields',
    'clients',
    'departments',
    'crm',
    'invoicing',
    'integration',
  ],
  cli: [...GROUND, 'mail', 'notices', 'accounts', 'own-fields', 'clients', 'departments', 'crm', 'invoicing', 'integration'],
};

/** Every import from one room into another, as [file, what it imports]. */
function importsBetweenRooms(room: string): [string, string][] {
  const files = readdirSync(join(SOURCES, room), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.flatMap((file) => {
    const text = readFileSync(join(SOURCES, room, file), 'utf8');
    const named = [...text.matchAll(/from '(\.[^']+)'/g)].map(([, path]) => join(room, file, '..', path).replaceAll('\\', '/'));
    return named
      .filter((path) => path.includes('/') && path.split('/')[0] !== room)
      .map((path): [string, string] => [`${room}/${file}`, path]);
  });
}

describe('the walls of the house', () => {
  const rooms = readdirSync(SOURCES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

  it('know every room', () => {
    expect(rooms.filter((room) => !MAY_IMPORT[room])).toEqual([]);
  });

  it.each(rooms)('let %s look downwards only', (room) => {
    const upwards = importsBetweenRooms(room).filter(
      ([, path]) => !MAY_IMPORT[room].some((allowed) => path === allowed || path.startsWith(`${allowed}/`)),
    );
    expect(upwards).toEqual([]);
  });
});
