import sharp from 'sharp';
import { imageTypeOf } from './image-type';

/** A picture that pages and documents can show. */
export interface Picture {
  type: 'image/png' | 'image/jpeg';
  bytes: Buffer;
}

/** What a picture may unfold to, so that a small file does not fill the memory. */
const MOST_PIXELS = 40_000_000;
/** Large enough to print sharp in the widest place that a document has for it. Pixels. */
const WIDEST = 1200;
const HIGHEST = 600;
/** As its table takes. */
const MOST_BYTES = 1_048_576;

/**
 * The picture anew: a PNG, or a JPEG where it was one, within bounds, upright, and without whatever else the file held. Null when the bytes are
 * no PNG, JPEG or WebP, or one that cannot be read.
 */
export async function asPrintable(bytes: Buffer): Promise<Picture | null> {
  const type = imageTypeOf(bytes);
  if (!type) return null;
  const read = () =>
    sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .rotate()
      .resize({ width: WIDEST, height: HIGHEST, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb');
  const jpeg = async (): Promise<Picture> => ({
    type: 'image/jpeg',
    bytes: await read().flatten({ background: '#ffffff' }).jpeg({ quality: 88 }).toBuffer(),
  });
  try {
    if (type === 'image/jpeg') return await jpeg();
    const png = await read().png({ compressionLevel: 9 }).toBuffer();
    return png.length <= MOST_BYTES ? { type: 'image/png', bytes: png } : await jpeg();
  } catch {
    return null;
  }
}
