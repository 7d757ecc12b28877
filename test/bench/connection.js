const { connect } = require('node:net');
const { once } = require('node:events');

/**
 * One keep-alive HTTP connection, one request at a time, with as little work of its own as possible: it shares the machine with what it measures.
 * Reads answers with a content-length only, as Tandem's are.
 */
class Connection {
  constructor(url, cookie = '') {
    this.url = new URL(url);
    this.cookie = cookie;
  }

  get(path) {
    return this.ask('GET', path);
  }

  /** Posts a form; fields are URLSearchParams or what makes them. */
  post(path, fields) {
    return this.ask('POST', path, new URLSearchParams(fields).toString());
  }

  /** @returns status, location, the cookies set and the whole body; rejects when the server goes away */
  async ask(method, path, body) {
    this.socket ??= await this.open();
    const form =
      body === undefined
        ? ''
        : `content-type: application/x-www-form-urlencoded\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
    const answer = new Promise((resolve, reject) => Object.assign(this, { resolve, reject, chunks: [], expected: undefined }));
    this.socket.write(
      `${method} ${path} HTTP/1.1\r\nhost: ${this.url.host}\r\naccept-language: pl\r\ncookie: ${this.cookie}\r\n${form}\r\n${body ?? ''}`,
    );
    return answer;
  }

  close() {
    this.socket?.destroy();
    this.socket = undefined;
  }

  async open() {
    const socket = connect({ host: this.url.hostname, port: Number(this.url.port), noDelay: true });
    await once(socket, 'connect');
    const lost = (error) => {
      this.socket = undefined;
      this.reject?.(error ?? new Error('The connection was closed'));
    };
    return socket
      .on('data', (chunk) => this.hear(chunk))
      .on('error', lost)
      .on('close', () => lost());
  }

  hear(chunk) {
    this.chunks.push(chunk);
    const all = this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks);
    this.chunks = [all];
    if (this.expected === undefined) {
      const end = all.indexOf('\r\n\r\n');
      if (end < 0) return;
      this.head = all.latin1Slice(0, end);
      this.expected = end + 4 + Number(/\r\ncontent-length: (\d+)/i.exec(this.head)?.[1] ?? 0);
      this.bodyFrom = end + 4;
    }
    if (all.length < this.expected) return;
    const { resolve, head } = this;
    this.resolve = this.reject = undefined;
    resolve({
      status: Number(head.slice(9, 12)),
      location: /\r\nlocation: (\S+)/i.exec(head)?.[1],
      cookies: [...head.matchAll(/\r\nset-cookie: ([^;\r]+)/gi)].map(([, cookie]) => cookie),
      body: all.subarray(this.bodyFrom, this.expected),
    });
  }
}

module.exports = { Connection };
