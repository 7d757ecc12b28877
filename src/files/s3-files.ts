import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { AwsClient } from 'aws4fetch';
import type { S3Settings } from '../settings';
import { FileMissing, Files, placeOf } from './files';

const PATIENCE_IN_MS = 30_000;
/** Beside the first try, for a server that is busy or drops the connection. */
const RETRIES = 2;
const PAUSE_IN_MS = 200;

interface Answer {
  status: number;
  bytes: Buffer;
}

/** No answer at all. */
interface Failure {
  status: 0;
  error: unknown;
}

/** Files in a bucket of any storage that speaks S3, asked by path: endpoint/bucket/key. */
export class S3Files extends Files {
  private readonly client: AwsClient;
  private readonly root: string;

  constructor({ endpoint, bucket, region, accessKey, secretKey }: S3Settings) {
    super();
    this.client = new AwsClient({ accessKeyId: accessKey, secretAccessKey: secretKey, region, service: 's3' });
    this.root = `${endpoint}/${encodeURIComponent(bucket)}`;
  }

  override async put(key: string, bytes: Buffer) {
    const digest = createHash('sha256').update(bytes).digest('hex');
    await this.ask('PUT', key, { body: new Uint8Array(bytes), headers: { 'x-amz-content-sha256': digest } });
  }

  override async read(key: string) {
    return (await this.ask('GET', key)).bytes;
  }

  override async remove(key: string) {
    await this.ask('DELETE', key).catch((error) => {
      if (!(error instanceof FileMissing)) throw error;
    });
  }

  /** Tries again when the server is busy or the line is cut: asked twice, each of these does what it does once. @throws FileMissing, or Error */
  private async ask(method: string, key: string, init: RequestInit = {}): Promise<Answer> {
    const address = `${this.root}/${placeOf(key)}`;
    for (let tries = 0; ; tries++) {
      const answer = await this.once(address, { ...init, method }).catch((error: unknown): Failure => ({ status: 0, error }));
      if ('bytes' in answer && answer.status < 300) return answer;
      if (answer.status === 404) throw new FileMissing(key);
      const isBusy = answer.status === 0 || answer.status === 429 || answer.status >= 500;
      const cause = 'error' in answer ? answer.error : undefined;
      if (!isBusy || tries === RETRIES)
        throw new Error(`The file storage answered ${method} with ${answer.status || 'nothing'}`, { cause });
      await setTimeout(PAUSE_IN_MS * 2 ** tries);
    }
  }

  /** The whole answer is read here, while the watch still runs. */
  private async once(address: string, init: RequestInit): Promise<Answer> {
    const watch = new AbortController();
    const timer = globalThis.setTimeout(() => watch.abort(), PATIENCE_IN_MS);
    try {
      const answer = await fetch(await this.client.sign(address, init), { signal: watch.signal, redirect: 'error' });
      return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
    } finally {
      clearTimeout(timer);
    }
  }
}
