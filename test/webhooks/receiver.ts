import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a receiver was sent. */
export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A program elsewhere that webhooks are sent to: it keeps what it gets and answers as it is told. */
export class Receiver {
  readonly received: Received[] = [];
  /** Answers each request; an answer that never comes is one that does nothing. */
  answer: (response: ServerResponse, received: Received) => void = (response) => response.end('ok');
  private readonly server: Server;

  private constructor() {
    this.server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      const received = { path: request.url!, headers: request.headers, body: Buffer.concat(parts).toString('utf8') };
      this.received.push(received);
      this.answer(response, received);
    });
  }

  static async open(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((listening) => receiver.server.listen(0, '127.0.0.1', listening));
    return receiver;
  }

  get url() {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  close() {
    this.server.closeAllConnections();
    return new Promise((closed) => this.server.close(closed));
  }
}
