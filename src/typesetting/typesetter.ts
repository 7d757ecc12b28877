import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { VIEWS } from '../web/folders';

/** What one page or many are made of; all that is said comes in as data, so that nothing of it is read as markup. */
export interface Sheet {
  /** A file below views/, as 'invoicing/paper/document.typ'. */
  template: string;
  /** What the template reads as sys.inputs; `paper`, as JSON, is what is said. */
  inputs: { paper: string } & Record<string, string>;
  /** Files that the template may show, by name. */
  pictures: { name: string; bytes: Uint8Array }[];
}

type Answer = { bytes: Uint8Array } | { error: string };

/** A thread that has not answered within these milliseconds never will. */
const PATIENCE = 60_000;

/**
 * Typst in one thread of its own, so that no other request waits for a page: started when first needed, fed one sheet after the other, started
 * anew when it dies. The same sheet gives the same bytes (R101).
 */
@Injectable()
export class Typesetter implements OnApplicationShutdown {
  private worker: Worker | null = null;
  /** Takes the answer of the sheet that is being typeset. */
  private waiting: ((answer: Answer | Error) => void) | null = null;
  private last: Promise<unknown> = Promise.resolve();

  /** The PDF of a sheet. @throws Error when Typst refuses it or its thread died over it */
  async pdf(sheet: Sheet): Promise<Buffer> {
    const turn = this.last.then(() => this.typeset(sheet));
    this.last = turn.catch(() => {});
    return turn;
  }

  async onApplicationShutdown() {
    await this.last;
    const { worker } = this;
    this.worker = null;
    await worker?.terminate();
  }

  private typeset(sheet: Sheet): Promise<Buffer> {
    const worker = (this.worker ??= this.started());
    worker.ref(); // Only while somebody waits does it keep the process.
    return new Promise<Buffer>((resolve, reject) => {
      const patience = setTimeout(() => this.dead(worker, new Error('The typesetter did not answer')), PATIENCE);
      this.waiting = (answer) => {
        clearTimeout(patience);
        worker.unref();
        this.waiting = null;
        if (answer instanceof Error) reject(answer);
        else if ('error' in answer) reject(new Error(answer.error));
        else resolve(Buffer.from(answer.bytes));
      };
      worker.postMessage(sheet);
    });
  }

  private started() {
    const worker = new Worker(join(__dirname, 'typesetting.js'), { workerData: { workspace: VIEWS } });
    worker.on('message', (answer: Answer) => this.waiting?.(answer));
    worker.on('error', (error) => this.dead(worker, error));
    worker.on('exit', (code) => this.dead(worker, new Error(`The typesetter ended with ${code}`)));
    return worker;
  }

  /** The next sheet is given to a new thread; whoever waits for this one is told. */
  private dead(worker: Worker, error: Error) {
    if (this.worker !== worker) return;
    this.worker = null;
    this.waiting?.(error);
    worker.terminate().catch(() => {});
  }
}
