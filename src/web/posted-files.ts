import type { Readable } from 'node:stream';
import { BadRequestException, HttpException, PayloadTooLargeException } from '@nestjs/common';
import qs from 'qs';
import type { Request } from './http';

/** A file as a form brought it. */
export interface PostedFile {
  name: string;
  /** Bytes that arrived. */
  size: number;
  /** Null when it is larger than one file may be, or all of them together: then they were let go. */
  bytes: Buffer | null;
}

/** Of one file: 10 MB. */
export const MOST_BYTES_OF_FILE = 10 * 1_048_576;
/** Of all files of a form: 15 MB, which as mail come to 21 MB; many servers take no more than 25. */
export const MOST_BYTES_OF_FILES = 15 * 1_048_576;
/** Of what is typed. */
const MOST_BYTES = 1_048_576;
/** What is larger is said beside the field, so that nothing typed is lost: it is read to its end, and not remembered. */
const LIMITS = { fileSize: Number.MAX_SAFE_INTEGER, files: 100, fields: 1000, fieldSize: MOST_BYTES };

/** What a form with text alone says, whatever is repeated or has brackets in its name. */
export function parsedForm(text: string) {
  return qs.parse(text, { depth: 4, arrayLimit: 1000, parameterLimit: 20_000 });
}

/**
 * Reads a form that came with files, once: what was typed into `body`, as of any other form, and the files into `postedFiles`. Their names stand
 * in the body too, for no browser chooses files again by itself. @throws PayloadTooLargeException for more text than a form may have,
 * BadRequestException for what is no form
 */
export async function readForm(request: Request) {
  if (!request.isMultipart() || request.postedFiles) return;
  await readParts(request).catch((error) => {
    throw error instanceof HttpException ? error : new BadRequestException(); // it came broken, or was broken off
  });
}

async function readParts(request: Request) {
  const typed = new URLSearchParams();
  const files: PostedFile[] = [];
  let room = MOST_BYTES_OF_FILES;
  let said = 0;
  for await (const part of request.parts({ limits: LIMITS })) {
    if (part.type === 'field') {
      // Counted as it comes: a thousand fields of a megabyte each are not to be remembered first.
      said += part.fieldname.length + String(part.value).length;
      if (said > MOST_BYTES) throw new PayloadTooLargeException();
      typed.append(part.fieldname, String(part.value));
    } else {
      const file = { name: part.filename ?? '', ...(await readWhole(part.file, Math.min(room, MOST_BYTES_OF_FILE))) };
      if (!file.name && !file.size) continue; // none was chosen
      files.push(file);
      room -= file.bytes?.length ?? 0;
    }
  }
  const text = typed.toString();
  if (text.length > MOST_BYTES) throw new PayloadTooLargeException();
  request.body = { ...parsedForm(text), postedFiles: files.map(({ name }) => name) };
  request.postedFiles = files;
}

async function readWhole(file: Readable, most: number): Promise<{ size: number; bytes: Buffer | null }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of file) {
    size += chunk.length;
    if (size <= most) chunks.push(chunk);
    else chunks.length = 0;
  }
  return { size, bytes: size <= most ? Buffer.concat(chunks) : null };
}
