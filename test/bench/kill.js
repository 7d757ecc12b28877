const { withClient } = require('../../dist/database/connection.js');
const { issueWhileKilled } = require('./killed');
const { say } = require('./figures');
const { Tandem } = require('./tandem');

const DOCUMENTS = 200;
const KILLS = 8;

/** 200 documents of one series issued in parallel while the server is killed again and again. */
async function kill() {
  const tandem = await Tandem.start();
  try {
    const cookie = await tandem.signUp('Tarasy Nowak', `anna.${tandem.port}`);
    const { owner } = await tandem.connections();
    const ask = (sql) => withClient(owner, async (client) => (await client.query(sql)).rows);
    const { wrong, ...told } = await issueWhileKilled({ server: tandem, cookie, ask, documents: DOCUMENTS, kills: KILLS });
    say({ figure: 'killed', ...told, wrong, wanted: 'wrong: []', ok: wrong.length === 0 });
    if (wrong.length) process.exitCode = 1;
  } finally {
    await tandem.remove();
  }
}

module.exports = { kill };
