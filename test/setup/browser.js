const { execFileSync } = require('node:child_process');
const { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { chromium } = require('playwright-core');

const MODULES = join(__dirname, '../../node_modules');
const PACKAGE = join(MODULES, '@sparticuz/chromium');
// The package's own flags are meant for a cloud function and switch off what a test should see (web security, processes).
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];
const ADVICE = 'No browser found. Run: npx playwright-core install chromium-headless-shell (or set CHROMIUM_PATH)';

/**
 * Where a browser for journeys and contact sheets is, in the order of how surely it is the same everywhere:
 * CHROMIUM_PATH, the one in node_modules (Linux x64), the system's, Chrome or Edge or one that Playwright installed.
 * @returns {Promise<import('playwright-core').LaunchOptions[]>} the candidates; the first that starts is taken
 */
async function candidates() {
  if (process.env.CHROMIUM_PATH) return [{ executablePath: process.env.CHROMIUM_PATH, args: FLAGS }];
  const packaged = process.platform === 'linux' && process.arch === 'x64' ? [await unpacked()] : [];
  const system = SYSTEM.filter(existsSync).map((executablePath) => ({ executablePath, args: FLAGS }));
  const channels = ['chrome', 'msedge', undefined].map((channel) => ({ channel, args: FLAGS }));
  return [...packaged, ...system, ...channels];
}

/**
 * Starts the first browser that will.
 * @returns {Promise<import('playwright-core').Browser>}
 * @throws {Error} with the one command to run when there is none
 */
async function launchBrowser() {
  const refusals = [];
  for (const options of await candidates()) {
    try {
      return await chromium.launch(options);
    } catch (error) {
      refusals.push(`${options.executablePath ?? options.channel ?? 'playwright'}: ${String(error).split('\n')[0]}`);
    }
  }
  throw new Error([ADVICE, ...refusals].join('\n'));
}

/**
 * The Chromium of node_modules, with the libraries and fonts a bare machine lacks. It unpacks into the temporary folder, for its first user
 * only, and its fonts name that folder; so each user gets a cache of his own, and a fonts.conf that names it.
 */
async function unpacked() {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  const cache = join(cacheFolder(), `chromium-${version}-${process.getuid()}`);
  if (!existsSync(cache)) unpackInto(cache);
  return {
    executablePath: join(cache, 'chromium'),
    args: FLAGS,
    env: { ...process.env, FONTCONFIG_FILE: join(cache, 'fonts.conf'), LD_LIBRARY_PATH: join(cache, 'al2023/lib') },
  };
}

const UNPACK = `import packaged, { inflate } from '@sparticuz/chromium';
await packaged.executablePath();
await inflate(process.argv[1]);`;

/** Unpacks beside and renames, so that neither an interruption nor a second process leaves half a browser. */
function unpackInto(cache) {
  const beside = `${cache}.${process.pid}`;
  mkdirSync(beside, { recursive: true });
  // In a process of its own: the package is an ES module, which Jest's modules cannot import, and it unpacks into its TMPDIR.
  execFileSync(process.execPath, ['--input-type=module', '--eval', UNPACK, join(PACKAGE, 'bin/al2023.tar.br')], {
    cwd: PACKAGE,
    env: { ...process.env, TMPDIR: beside },
  });
  const folders = `<dir>${join(cache, 'fonts')}</dir><cachedir>${join(cache, 'font-cache')}</cachedir>`;
  writeFileSync(join(beside, 'fonts.conf'), `<fontconfig>${folders}</fontconfig>`);
  if (existsSync(cache)) rmSync(beside, { recursive: true });
  else renameSync(beside, cache);
}

/** In the project; for a user who may not write there, in the temporary folder. */
function cacheFolder() {
  const folder = join(MODULES, '.cache');
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    return tmpdir();
  }
}

module.exports = { launchBrowser };
