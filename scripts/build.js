const { spawnSync } = require('node:child_process');
const { renameSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const project = join(__dirname, '..');

/** Compiles src and migrations into dist: aside first, so that a build that fails leaves the old one as it was. Ends the process on an error. */
function build() {
  const fresh = join(project, `dist.${process.pid}`);
  try {
    compile('src', fresh);
    compile('migrations', join(fresh, 'migrations'));
    writeFileSync(join(fresh, '.built'), '');
    rmSync(join(project, 'dist'), { recursive: true, force: true });
    renameSync(fresh, join(project, 'dist'));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function compile(folder, to) {
  const tsc = join(require.resolve('ts7/package.json'), '..', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', join(project, folder), '--outDir', to], {
    stdio: 'inherit',
    cwd: project,
  });
  if (status === 0) return;
  process.exitCode = 1;
  throw new Error(`${folder} does not compile`);
}

module.exports = build;
if (require.main === module) build();
