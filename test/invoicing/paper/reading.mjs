// Reads PDFs in a thread of its own, because pdf.js is a module that Jest cannot load: the text of each page, and what the file says of itself.
import { parentPort } from 'node:worker_threads';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

parentPort.on('message', async (data) => {
  const document = await getDocument({ data, verbosity: 0 }).promise;
  const pages = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map(({ str, hasEOL }) => str + (hasEOL ? '\n' : '')).join(''));
  }
  const { info } = await document.getMetadata();
  parentPort.postMessage({ pages, info });
});
