import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { written } from '../web/formats';
import type { Language } from '../web/translations';
import { dispositionOf } from './file-name';

const KILOBYTE = 1024;

/** Gives a file to be saved: a browser never shows it, whatever it holds, and keeps no copy. */
export function savedAs({ name, type }: { name: string; type: string }, bytes: Buffer, reply: FastifyReply): StreamableFile {
  reply
    .header('content-disposition', dispositionOf(name))
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store');
  return new StreamableFile(bytes, { type, length: bytes.length });
}

/** How large a file is, in words: '12 kB', '1,5 MB'. @param size bytes */
export function writtenSize({ size }: { size: number }, language: Language): string {
  const kilobytes = Math.max(1, Math.round(size / KILOBYTE));
  return kilobytes < KILOBYTE ? `${kilobytes} kB` : `${written(size / KILOBYTE / KILOBYTE, language, 1)} MB`;
}
