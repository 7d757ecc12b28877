/*
 * `npm run bench`: how fast the built product is on this machine, with 100,000 documents; a line of JSON a figure. docs/benchmark.md says what they mean.
 *
 *   npm run bench              all figures
 *   npm run bench -- kill      200 parallel issues on one series while the server is killed: what is wrong afterwards
 *   npm run bench -- pdf       the figures of printed documents only: time and memory
 *   npm run bench -- macros    what a macro costs issuing, and 10,000 happenings at once: each served exactly once
 *   npm run bench -- --help
 *
 * DATABASE_URL names another Postgres than the embedded one; what is made there stays there.
 */
require('./build-if-newer')();
const { measureAll } = require('../test/bench/bench.js');
const { kill } = require('../test/bench/kill.js');
const { measureMacros } = require('../test/bench/macros.js');
const { measurePdf } = require('../test/bench/pdf.js');

const runs = { undefined: measureAll, kill, pdf: measurePdf, macros: measureMacros };
const run = runs[process.argv[2]];
if (!run) {
  console.error('Usage: npm run bench [-- kill | pdf | macros]');
  process.exit(1);
}
run().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
