/** A type of file that may be attached: its content type, and whether bytes are of it. */
interface FileType {
  type: string;
  fits(bytes: Buffer): boolean;
}

const begins = (...beginnings: string[]) => {
  const all = beginnings.map((beginning) => Buffer.from(beginning, 'latin1'));
  return (bytes: Buffer) => all.some((beginning) => bytes.subarray(0, beginning.length).equals(beginning));
};

/** An archive of any kind; nobody unpacks it, so it may hold what it likes. */
const isZip = begins('PK\x03\x04', 'PK\x05\x06');
const isJpeg = begins('\xff\xd8\xff');
const isWebp = (bytes: Buffer) => begins('RIFF')(bytes) && bytes.subarray(8, 12).equals(Buffer.from('WEBP'));

/** Of Microsoft's programs: an archive that lists the parts of such a document. */
const isOffice = (folder: string) => (bytes: Buffer) =>
  isZip(bytes) && bytes.includes('[Content_Types].xml') && bytes.includes(folder);

/** Of LibreOffice: an archive whose first file says what it is. */
const isOpenDocument = (kind: string) => (bytes: Buffer) =>
  isZip(bytes) && bytes.subarray(30, 38 + 100).includes(`mimetypeapplication/vnd.oasis.opendocument.${kind}`);

/** Text in any encoding that leaves ASCII alone. A page or a picture that could carry script is none, whatever it is called. */
function isText(bytes: Buffer): boolean {
  const text = bytes.toString('latin1');
  const begin = text.slice(0, 4096).replace(/^\xef\xbb\xbf/, '');
  return !/[\x00-\x08\x0b\x0e-\x1f]/.test(text) && !/<(?:!doctype\s+html|html|svg|script|\w+:svg)[\s>]/i.test(begin);
}

const isXml = (bytes: Buffer) => isText(bytes) && /^(?:\xef\xbb\xbf)?\s*</.test(bytes.subarray(0, 200).toString('latin1'));

/** By the ending of the name. */
const TYPES: Readonly<Record<string, FileType>> = {
  pdf: { type: 'application/pdf', fits: begins('%PDF-') },
  png: { type: 'image/png', fits: begins('\x89PNG\r\n\x1a\n') },
  jpg: { type: 'image/jpeg', fits: isJpeg },
  jpeg: { type: 'image/jpeg', fits: isJpeg },
  webp: { type: 'image/webp', fits: isWebp },
  gif: { type: 'image/gif', fits: begins('GIF87a', 'GIF89a') },
  txt: { type: 'text/plain', fits: isText },
  csv: { type: 'text/csv', fits: isText },
  xml: { type: 'application/xml', fits: isXml },
  zip: { type: 'application/zip', fits: isZip },
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', fits: isOffice('word/') },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', fits: isOffice('xl/') },
  odt: { type: 'application/vnd.oasis.opendocument.text', fits: isOpenDocument('text') },
  ods: { type: 'application/vnd.oasis.opendocument.spreadsheet', fits: isOpenDocument('spreadsheet') },
};

/** Endings of names that a file input may offer: '.pdf,.png,…'. */
export const ACCEPTED = Object.keys(TYPES)
  .map((ending) => `.${ending}`)
  .join(',');

/**
 * The content type of a file, as its name says and its bytes confirm; what a browser says of it is not asked.
 * @returns 'unknown' for a name of none of the types, 'other' when the bytes are not what the name says
 */
export function typeOf(name: string, bytes: Buffer): { type: string } | 'unknown' | 'other' {
  const ending = /\.([a-z]{3,4})$/i.exec(name)?.[1].toLowerCase() ?? '';
  const known = Object.hasOwn(TYPES, ending) ? TYPES[ending] : undefined;
  if (!known) return 'unknown';
  return known.fits(bytes) ? { type: known.type } : 'other';
}
