import { BrokenRule } from '../../broken-rule';
import type { Request } from '../../web/http';
import type { SentFile } from './attachments.service';

/** Of one file: 10 MB. */
const MOST_BYTES = 10 * 1_048_576;
const REFUSALS: Record<string, string> = {
  FST_REQ_FILE_TOO_LARGE: 'attachment_large',
  FST_FILES_LIMIT: 'attachment_one_at_a_time',
};

/** The file of the form, read whole before the transaction asks its first question. @throws BrokenRule when none was chosen, or it is too large */
export async function uploadedIn(request: Request): Promise<SentFile> {
  if (!request.isMultipart()) throw new BrokenRule('attachment_missing');
  try {
    const file = await request.file({ limits: { fileSize: MOST_BYTES } });
    const bytes = await file?.toBuffer();
    if (!file || !bytes?.length) throw new BrokenRule('attachment_missing');
    return { name: file.filename, bytes, forClient: 'forClient' in file.fields };
  } catch (error) {
    if (error instanceof BrokenRule) throw error;
    // Whatever else is wrong with it, there is no file in it.
    throw new BrokenRule(REFUSALS[(error as { code?: string }).code ?? ''] ?? 'attachment_missing');
  }
}
