import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** What a reader of PDFs finds in one. */
export interface ReadPdf {
  pages: string[];
  info: Record<string, unknown>;
  /** Of all pages, with single spaces: what is printed in one sentence may be broken into lines. */
  text: string;
}

/** Reads PDFs as another program would. */
export class PdfReader {
  private readonly worker = new Worker(join(__dirname, 'reading.mjs'));

  private last: Promise<unknown> = Promise.resolve();

  read(bytes: Buffer): Promise<ReadPdf> {
    const turn = this.last.then(() => this.readNow(bytes));
    this.last = turn.catch(() => {});
    return turn;
  }

  private async readNow(bytes: Buffer): Promise<ReadPdf> {
    const answer = once(this.worker, 'message');
    this.worker.postMessage(new Uint8Array(bytes));
    const [{ pages, info }] = await answer;
    return {
      pages,
      info,
      text: pages
        .join(' ')
        .replace(/\u200b/g, '')
        .replace(/\s+/g, ' '),
    };
  }

  close() {
    return this.worker.terminate();
  }
}
