import type { Writable } from 'node:stream';

/** Writes a line, or many, to an output; done when it has taken all of it: a pipe takes a long text piece by piece, and a program that ends cuts it off. */
export function say(text: string, output: Writable = process.stdout): Promise<void> {
  return new Promise((resolve, reject) => output.write(`${text}\n`, (error) => (error ? reject(error) : resolve())));
}
