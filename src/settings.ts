import { resolve } from 'node:path';
import { dataFolder, keptSecret } from './data-folder';
import { StartFailure } from './start-failure';

/** A bucket of a storage that speaks S3, for uploaded files. */
export interface S3Settings {
  /** Without a slash at its end. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKey: string;
  secretKey: string;
}

/** The environment, read and checked once at start. `.env.example` says what each is for. */
export interface Settings {
  host: string;
  port: number;
  baseUrl: string;
  dataDir: string;
  /** Login of the owner's role at an external Postgres; without it the embedded one is started. */
  databaseUrl?: string;
  /** Login of the application's role, when the owner's login may not become it. */
  databaseAppUrl?: string;
  /** The owner's login past a connection pooler, for migrations and LISTEN. */
  databaseDirectUrl?: string;
  sessionSecret: string;
  signUp: 'open' | 'closed';
  /** Where NBP tells its exchange rates; without it they are typed by hand (R100). */
  nbpUrl?: string;
  /** Where uploaded files are kept; without it in the data folder. */
  s3?: S3Settings;
  /** Whether webhooks may reach this machine and private networks too. */
  webhooksAnywhere: boolean;
  /** Whether a proxy in front tells the visitor's address and protocol. */
  trustProxy: boolean;
}

/** Reads `.env` of the project's folder, if there is one, beneath the variables that are set already. */
export function loadEnvironmentFile(file = resolve(__dirname, '..', '.env')) {
  try {
    process.loadEnvFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new StartFailure(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/**
 * Makes the data folder if it is missing, for what is kept there.
 * @throws StartFailure naming the variable that is wrong
 */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const port = portOf(environment.PORT || '3000');
  const databaseUrl = postgresUrl(environment, 'DATABASE_URL');
  const databaseAppUrl = postgresUrl(environment, 'DATABASE_APP_URL');
  const databaseDirectUrl = postgresUrl(environment, 'DATABASE_DIRECT_URL');
  if (!databaseUrl && (databaseAppUrl || databaseDirectUrl)) {
    throw new StartFailure('DATABASE_APP_URL and DATABASE_DIRECT_URL need DATABASE_URL beside them');
  }
  const baseUrl = webAddress('BASE_URL', environment.BASE_URL || `http://localhost:${port}`);
  const nbpUrl = environment.NBP_URL === 'off' ? undefined : webAddress('NBP_URL', environment.NBP_URL || 'https://api.nbp.pl');
  const signUp = openOrClosed(environment.SIGN_UP || 'closed');
  const trustProxy = onOrOff(environment, 'TRUST_PROXY');
  const s3 = s3Of(environment);
  const webhooksAnywhere = onOrOff(environment, 'WEBHOOKS_ANYWHERE');
  const givenSecret = longEnough(environment.SESSION_SECRET);
  const dataDir = dataFolder(environment.DATA_DIR || resolve(__dirname, '..', 'data'));
  return {
    host: environment.HOST || '127.0.0.1',
    port,
    baseUrl,
    dataDir,
    databaseUrl,
    databaseAppUrl,
    databaseDirectUrl: databaseDirectUrl ?? databaseUrl,
    sessionSecret: givenSecret ?? keptSecret(dataDir),
    signUp,
    trustProxy,
    nbpUrl,
    s3,
    webhooksAnywhere,
  };
}

function portOf(text: string) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535)
    throw new StartFailure(`PORT must be a number from 1 to 65535, not "${text}"`);
  return port;
}

function postgresUrl(environment: NodeJS.ProcessEnv, name: string) {
  const text = environment[name] || undefined;
  // The value is not repeated in the message: it holds a password.
  if (text && !(URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol))) {
    throw new StartFailure(`${name} must be an address like postgres://login:password@host:5432/database`);
  }
  return text;
}

function webAddress(name: string, text: string) {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new StartFailure(`${name} must be an address like https://tandem.example.pl, not "${text}"`);
  }
  return text.replace(/\/+$/, '');
}

/** All of them but the region, or none. */
function s3Of(environment: NodeJS.ProcessEnv): S3Settings | undefined {
  const region = environment.S3_REGION || 'us-east-1';
  const needed = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'].map((name) => ({
    name,
    value: environment[name],
  }));
  const missing = needed.filter(({ value }) => !value).map(({ name }) => name);
  if (missing.length === needed.length) return undefined;
  if (missing.length) throw new StartFailure(`${missing.join(' and ')} must be set too, for files to be kept in a bucket`);
  const [endpoint, bucket, accessKey, secretKey] = needed.map(({ value }) => value!);
  if (!/^[a-z0-9][a-z0-9.-]{2,62}$/.test(bucket))
    throw new StartFailure(`S3_BUCKET must be the name of a bucket, not "${bucket}"`);
  return { endpoint: webAddress('S3_ENDPOINT', endpoint), bucket, region, accessKey, secretKey };
}

function openOrClosed(text: string) {
  if (text !== 'open' && text !== 'closed') throw new StartFailure(`SIGN_UP must be "open" or "closed", not "${text}"`);
  return text;
}

function onOrOff(environment: NodeJS.ProcessEnv, name: string) {
  const text = environment[name] || 'off';
  if (text !== 'on' && text !== 'off') throw new StartFailure(`${name} must be "on" or "off", not "${text}"`);
  return text === 'on';
}

function longEnough(secret: string | undefined) {
  if (secret && secret.length < 32) throw new StartFailure('SESSION_SECRET must have at least 32 characters');
  return secret || undefined;
}

/** Token under which rooms are given the Settings. */
export const SETTINGS = Symbol('settings');
