import * as http from 'node:http';
import * as https from 'node:https';
import { checkLiteral, PrivateAddress, publicLookup } from './public-address';
import type { Reason } from './webhook-delivery.entity';

/** So long a receiver may take altogether. Milliseconds. */
const PATIENCE = 10_000;
/** So much of an answer is read and kept. Characters. */
const KEPT = 300;

/** What became of one attempt. reason: null when the receiver took it */
export interface Outcome {
  reason: Reason | null;
  words: string;
}

/** What is sent: where to, with which headers, and the body's exact text. */
export interface Post {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/**
 * One POST of JSON. Redirects are not followed: the receiver's address is to be written down as it is.
 * @param anywhere whether private addresses may be reached
 */
export async function post({ url, headers, body }: Post, anywhere: boolean, patience = PATIENCE): Promise<Outcome> {
  try {
    const target = new URL(url);
    if (!anywhere) checkLiteral(target);
    return await asked(target, { headers, body }, anywhere, patience);
  } catch (error) {
    const { name, message, code } = error as NodeJS.ErrnoException;
    if (error instanceof PrivateAddress) return { reason: 'private_address', words: message };
    if (name === 'AbortError' || name === 'TimeoutError') return { reason: 'timeout', words: '' };
    return { reason: 'unreachable', words: (code ?? message).slice(0, KEPT) };
  }
}

function asked(target: URL, { headers, body }: Omit<Post, 'url'>, anywhere: boolean, patience: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const { request } = target.protocol === 'https:' ? https : http;
    const sent = request(target, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Tandem',
        ...headers,
      },
      agent: false, // a kept connection would be one to an address that was checked long ago
      signal: AbortSignal.timeout(patience),
      ...(!anywhere && { lookup: publicLookup }),
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      let text = '';
      const end = () => resolve(outcomeOf(response.statusCode!, text));
      response.setEncoding('utf8');
      response.on('data', (part) => {
        text += part;
        if (text.length > KEPT) response.destroy();
      });
      response.on('error', reject);
      response.on('close', end);
    });
    sent.end(body);
  });
}

function outcomeOf(status: number, text: string): Outcome {
  const words = `${status} ${text}`.replace(/\s+/g, ' ').trim().slice(0, KEPT);
  if (status >= 200 && status < 300) return { reason: null, words };
  return { reason: status >= 300 && status < 400 ? 'redirected' : 'status', words };
}
