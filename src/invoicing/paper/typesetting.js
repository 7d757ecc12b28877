/*
 * Typst, in a thread of its own: src/invoicing/paper/typesetter.ts starts it and hands it one paper after the other. Plain JavaScript, because a
 * thread is started from a file that Node can read, in tests as in the build.
 */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { parentPort, workerData } = require('node:worker_threads');
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');

const FONTS = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf'];
const LOGO = 'logo';
/** Results of so many papers ago are forgotten; of a long one at once, as they fill the memory. */
const MOST_KEPT = 10;
const LONG = 100_000;

const fonts = join(require.resolve('@expo-google-fonts/inter/package.json'), '..');
const template = readFileSync(workerData.template, 'utf8');
const compiler = NodeCompiler.create({
  workspace: join(workerData.template, '..'),
  fontArgs: [{ fontBlobs: FONTS.map((file) => readFileSync(join(fonts, file))) }],
});

/** @param {{ paper: string, code: string, logo: Uint8Array | null, logoType: string }} given */
function typeset({ paper, code, logo, logoType }) {
  const path = `${LOGO}.${logoType}`;
  if (logo) compiler.mapShadow(join(workerData.template, '..', path), Buffer.from(logo));
  try {
    const given = { mainFileContent: template, inputs: { paper, code, logo: logo ? path : '' } };
    const bytes = pdfOf(given);
    if (!bytes) throw new Error(said(compiler.compile(given).takeDiagnostics()));
    return bytes;
  } finally {
    if (logo) compiler.unmapShadow(join(workerData.template, '..', path));
    compiler.evictCache(paper.length > LONG ? 0 : MOST_KEPT);
  }
}

/** Without a compiled document in between, which would fill the memory until JavaScript collects it. Null when Typst refuses. */
function pdfOf(given) {
  try {
    return compiler.pdf(given);
  } catch {
    return null;
  }
}

function said(diagnostics) {
  return JSON.stringify(diagnostics ? compiler.fetchDiagnostics(diagnostics) : 'Nothing was typeset').slice(0, 2000);
}

parentPort.on('message', (given) => {
  try {
    const bytes = new Uint8Array(typeset(given));
    parentPort.postMessage({ bytes }, [bytes.buffer]);
  } catch (error) {
    parentPort.postMessage({ error: String(error?.message ?? error) });
  }
});
