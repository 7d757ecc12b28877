// `npm test`: build, type check, lint, then all tests; what is given behind it (`npm test -- test/crm`) goes to Jest. Its last line tells the counts.
const { spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const project = join(__dirname, '..');
const place = mkdtempSync(join(tmpdir(), 'tandem-counts-'));
const report = join(place, 'jest.json');
const steps = [
  [join(__dirname, 'build.js')],
  [program('ts7', 'bin/tsc'), '--noEmit'],
  [program('@biomejs/biome', 'bin/biome'), 'check'],
  [program('jest', 'bin/jest.js'), '--json', '--outputFile', report, ...process.argv.slice(2)],
];

// Jest prints its JSON to the output as well; only what it says on stderr is for people.
const failed = steps.find(([file, ...given], at) => {
  const stdio = ['inherit', at === steps.length - 1 ? 'ignore' : 'inherit', 'inherit'];
  const { status } = spawnSync(process.execPath, [file, ...given], { cwd: project, stdio });
  if (status !== 0) process.exitCode = status ?? 1;
  return status !== 0;
});
const { passed, wrong, skipped } = counts();
rmSync(place, { recursive: true });
console.log(`${passed} passed, ${wrong} failed, ${skipped} skipped`);

/** A step that fails before Jest has counted counts as one failure, and so does a test file that cannot run at all. */
function counts() {
  try {
    const told = JSON.parse(readFileSync(report, 'utf8'));
    return {
      passed: told.numPassedTests,
      wrong: told.numFailedTests + told.numRuntimeErrorTestSuites,
      skipped: told.numPendingTests + told.numTodoTests,
    };
  } catch {
    return { passed: 0, wrong: failed ? 1 : 0, skipped: 0 };
  }
}

function program(name, file) {
  return join(require.resolve(`${name}/package.json`), '..', file);
}
