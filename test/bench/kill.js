const { execFile } = require('node:child_process');
const { join } = require('node:path');
const { withClient } = require('../../dist/database/connection.js');
const { issueWhileKilled } = require('./killed');
const { say } = require('./figures');
const { numberWhileKilled } = require('./numbers');
const { DIST, Tandem } = require('./tandem');

const DOCUMENTS = 200;
const KILLS = 8;
const NUMBERS = 10_000;
const KILLS_OF_NUMBERS = 20;

/** 200 sales and their deals, then 10,000 numbers of all kinds, issued in parallel while server and database are killed again and again. */
async function kill() {
  await sales();
  await numbers();
}

async function numbers() {
  const tandem = await Tandem.start();
  try {
    const cookie = await tandem.signUp('Tarasy Nowak', `anna.${tandem.port}`);
    const ask = askingOwner(tandem);
    const given = { server: tandem, cookie, ask, prove: () => proof(tandem), documents: NUMBERS, kills: KILLS_OF_NUMBERS };
    const { wrong, ...told } = await numberWhileKilled(given);
    say({ figure: 'numbers', ...told, wrong, wanted: 'wrong: []', ok: wrong.length === 0 });
    if (wrong.length) process.exitCode = 1;
  } finally {
    await tandem.remove();
  }
}

/** Asks as the owner of the tables; a database that was started again has another socket. */
function askingOwner(tandem) {
  return async (sql) => withClient((await tandem.connections()).owner, async (client) => (await client.query(sql)).rows);
}

/** What the command says. */
function proof({ dataDir }) {
  const { PATH, DATABASE_URL, DATABASE_APP_URL, DATABASE_DIRECT_URL } = process.env;
  const external = DATABASE_URL && { DATABASE_URL, DATABASE_APP_URL, DATABASE_DIRECT_URL };
  const env = { PATH, DATA_DIR: dataDir, ...external };
  return new Promise((resolve, reject) => {
    const args = [join(DIST, 'cli/main.js'), 'numbering', 'prove', '--json'];
    execFile(process.execPath, args, { env, maxBuffer: 1 << 28 }, (error, said, complained) =>
      said ? resolve(JSON.parse(said)) : reject(error ?? new Error(complained)),
    );
  });
}

async function sales() {
  const tandem = await Tandem.start();
  try {
    const cookie = await tandem.signUp('Tarasy Nowak', `anna.${tandem.port}`);
    const ask = askingOwner(tandem);
    const { wrong, ...told } = await issueWhileKilled({ server: tandem, cookie, ask, documents: DOCUMENTS, kills: KILLS });
    say({ figure: 'killed', ...told, wrong, wanted: 'wrong: []', ok: wrong.length === 0 });
    if (wrong.length) process.exitCode = 1;
  } finally {
    await tandem.remove();
  }
}

module.exports = { kill };
