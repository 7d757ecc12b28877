import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { S3Settings } from '../../src/settings';

/** What the stand-in was asked. */
export interface Asked {
  method: string;
  path: string;
  signature: string | undefined;
  digest: string | undefined;
}

/** A stand-in for a storage that speaks S3: keeps what it is given, and refuses whoever does not sign. */
export class Bucket {
  readonly kept = new Map<string, Buffer>();
  readonly asked: Asked[] = [];
  /** The next answers, in the place of the usual ones; 'drop' ends the conversation. */
  readonly faults: (number | 'drop')[] = [];
  private readonly server = createServer(async (request, response) => {
    const { method = '', url: path = '', headers } = request;
    const body = await bodyOf(request);
    const digest = headers['x-amz-content-sha256'];
    this.asked.push({ method, path, signature: headers.authorization, digest: typeof digest === 'string' ? digest : undefined });
    const fault = this.faults.shift();
    if (fault === 'drop') return request.socket.destroy();
    const status = fault ?? this.answer(method, path, headers.authorization, body);
    response.writeHead(status).end(status === 200 && method === 'GET' ? this.kept.get(path) : undefined);
  });

  private answer(method: string, path: string, signature: string | undefined, body: Buffer) {
    if (
      !/^AWS4-HMAC-SHA256 Credential=klucz\/\d{8}\/eu-central-1\/s3\/aws4_request, SignedHeaders=\S+, Signature=[0-9a-f]{64}$/.test(
        signature ?? '',
      )
    )
      return 403;
    if (method === 'PUT') this.kept.set(path, body);
    else if (method === 'DELETE') return this.kept.delete(path) ? 204 : 404;
    else if (!this.kept.has(path)) return 404;
    return 200;
  }

  async open(): Promise<S3Settings> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return { endpoint, bucket: 'pliki', region: 'eu-central-1', accessKey: 'klucz', secretKey: 'tajemnica' };
  }

  close() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }
}

async function bodyOf(request: IncomingMessage) {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
