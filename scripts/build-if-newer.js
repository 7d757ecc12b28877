const { existsSync, readdirSync, statSync } = require('node:fs');
const { join } = require('node:path');
const build = require('./build');

const project = join(__dirname, '..');
const SOURCES = ['src', 'migrations', 'package-lock.json', 'tsconfig.json'];

/** Builds when a source has changed, come or gone since the last build. */
module.exports = function buildIfNewer() {
  const built = join(project, 'dist', '.built');
  const newest = Math.max(...SOURCES.map((source) => changedAt(join(project, source))));
  if (!existsSync(built) || newest > statSync(built).mtimeMs) build();
};

/** A folder changes itself when a file in it comes or goes. */
function changedAt(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}
