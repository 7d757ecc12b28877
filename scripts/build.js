const { spawnSync } = require('node:child_process');
const { renameSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const project = join(__dirname, '..');

/** Compiles src and migrations into dist: aside first, so that a build that fails leaves the old one as it was, and ends the process. */
function build() {
  const fresh = join(project, `dist.${process.pid}`);
  const compiled = compile('src', fresh) && compile('migrations', join(fresh, 'migrations'));
  if (compiled) {
    writeFileSync(join(fresh, '.built'), '');
    rmSync(join(project, 'dist'), { recursive: true, force: true });
    renameSync(fresh, join(project, 'dist'));
  }
  rmSync(fresh, { recursive: true, force: true });
  if (!compiled) process.exit(1);
}

function compile(folder, to) {
  const tsc = join(require.resolve('ts7/package.json'), '..', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', join(project, folder), '--outDir', to], {
    stdio: 'inherit',
    cwd: project,
  });
  return status === 0;
}

module.exports = build;
if (require.main === module) build();
