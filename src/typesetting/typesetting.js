/*
 * Typst, in a thread of its own: src/typesetting/typesetter.ts starts it and hands it one sheet after the other. Plain JavaScript, because a
 * thread is started from a file that Node can read, in tests as in the build.
 */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { parentPort, workerData } = require('node:worker_threads');
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');

const FONTS = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf'];
/** Results of so many sheets ago are forgotten; of a long one at once, as they fill the memory. */
const MOST_KEPT = 10;
const LONG = 100_000;

const { workspace } = workerData;
const fonts = join(require.resolve('@expo-google-fonts/inter/package.json'), '..');
const templates = new Map();
const compiler = NodeCompiler.create({
  workspace,
  fontArgs: [{ fontBlobs: FONTS.map((file) => readFileSync(join(fonts, file))) }],
});

/** @param {{ template: string, inputs: Record<string, string>, pictures: { name: string, bytes: Uint8Array }[] }} sheet */
function typeset({ template, inputs, pictures }) {
  for (const { name, bytes } of pictures) compiler.mapShadow(join(workspace, name), Buffer.from(bytes));
  try {
    const given = { mainFileContent: contentOf(template), inputs };
    const bytes = pdfOf(given);
    if (!bytes) throw new Error(said(compiler.compile(given).takeDiagnostics()));
    return bytes;
  } finally {
    for (const { name } of pictures) compiler.unmapShadow(join(workspace, name));
    compiler.evictCache(inputs.paper.length > LONG ? 0 : MOST_KEPT);
  }
}

function contentOf(template) {
  if (!templates.has(template)) templates.set(template, readFileSync(join(workspace, template), 'utf8'));
  return templates.get(template);
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
