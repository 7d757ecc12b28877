import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../src/settings';

const place = mkdtempSync(join(tmpdir(), 'tandem-settings-'));
const DATA_DIR = join(place, 'data');
afterAll(() => rmSync(place, { recursive: true }));

describe('settings', () => {
  it('need nothing to be set', () => {
    expect(readSettings({ DATA_DIR })).toMatchObject({
      port: 3000,
      baseUrl: 'http://localhost:3000',
      databaseUrl: undefined,
      signUp: 'closed',
      trustProxy: false,
    });
  });

  it('name a bucket for files whole, or not at all', () => {
    const bucket = { S3_ENDPOINT: 'https://s3.example.com/', S3_BUCKET: 'pliki', S3_ACCESS_KEY: 'k', S3_SECRET_KEY: 's' };
    expect(readSettings({ DATA_DIR }).s3).toBeUndefined();
    expect(readSettings({ DATA_DIR, ...bucket }).s3).toMatchObject({ endpoint: 'https://s3.example.com', region: 'us-east-1' });
    expect(() => readSettings({ DATA_DIR, ...bucket, S3_SECRET_KEY: '' })).toThrow('S3_SECRET_KEY must be set too');
    expect(() => readSettings({ DATA_DIR, ...bucket, S3_ENDPOINT: 's3' })).toThrow('S3_ENDPOINT');
    expect(() => readSettings({ DATA_DIR, ...bucket, S3_BUCKET: '../x' })).toThrow('S3_BUCKET');
  });

  it('are all in .env.example, each below one line that says what it is for', () => {
    const read = new Set<string>();
    const listening = { get: (set: Record<string, string>, name: string) => read.add(name) && set[name] };
    readSettings(new Proxy({ DATA_DIR } as Record<string, string>, listening));
    const lines = readFileSync(join(__dirname, '..', '..', '.env.example'), 'utf8')
      .trim()
      .split('\n');
    const settings = lines.filter((_, place) => place % 2 === 1).map((line) => /^#?([A-Z0-9_]+)=/.exec(line)?.[1]);
    expect(settings.sort()).toEqual([...read].sort());
    expect(lines.filter((line, place) => place % 2 === 0 && !/^# .{10}/.test(line))).toEqual([]);
  });

  it('make a secret once and keep it to their own user', () => {
    const { sessionSecret } = readSettings({ DATA_DIR });
    expect(sessionSecret).toHaveLength(64);
    expect(readSettings({ DATA_DIR }).sessionSecret).toBe(sessionSecret);
    expect(readFileSync(join(DATA_DIR, 'session-secret'), 'utf8')).toBe(sessionSecret);
    expect(statSync(join(DATA_DIR, 'session-secret')).mode & 0o777).toBe(0o600);
  });

  it('take the owner’s login for migrations when no direct one is named', () => {
    const DATABASE_URL = 'postgresql://tandem:word@db.example.pl/tandem';
    expect(readSettings({ DATA_DIR, DATABASE_URL }).databaseDirectUrl).toBe(DATABASE_URL);
  });

  it.each([
    [{ PORT: 'three' }, 'PORT must be a number from 1 to 65535, not "three"'],
    [{ PORT: '65536' }, 'PORT must be a number from 1 to 65535, not "65536"'],
    [{ BASE_URL: 'tandem.example.pl' }, 'BASE_URL must be an address like https://tandem.example.pl, not "tandem.example.pl"'],
    [{ DATABASE_URL: 'mysql://tandem:word@localhost/tandem' }, 'DATABASE_URL must be an address like postgres://'],
    [{ DATABASE_APP_URL: 'postgres://app:word@localhost/tandem' }, 'need DATABASE_URL beside them'],
    [{ SIGN_UP: 'yes' }, 'SIGN_UP must be "open" or "closed", not "yes"'],
    [{ TRUST_PROXY: 'yes' }, 'TRUST_PROXY must be "on" or "off", not "yes"'],
    [{ SESSION_SECRET: 'short' }, 'SESSION_SECRET must have at least 32 characters'],
  ])('that are wrong are named: %j', (wrong, message) => {
    expect(() => readSettings({ DATA_DIR, ...wrong })).toThrow(message);
  });

  it('tell that the data folder is not writable', () => {
    writeFileSync(join(place, 'file'), '');
    expect(() => readSettings({ DATA_DIR: join(place, 'file', 'data') })).toThrow(/^data folder .* is not writable \(ENOTDIR\)/);
  });

  // Root may write everywhere.
  (process.getuid?.() === 0 ? it.skip : it)('tell that the data folder belongs to somebody else (as an ordinary user)', () => {
    const closed = join(place, 'closed');
    mkdirSync(closed, { mode: 0o500 });
    expect(() => readSettings({ DATA_DIR: closed })).toThrow(/^data folder .* is not writable \(EACCES\)/);
  });
});
