const MOST_BYTES = 255;
const NAMELESS = 'plik';

/**
 * The name of an uploaded file as it is kept and shown: no folders, no control characters and none that turn the direction of writing (by
 * which 'exe.pdf' can be shown for 'fdp.exe'), single spaces, at most 255 bytes with its ending.
 */
export function cleanName(sent: string): string {
  const last = sent.split(/[/\\]/).at(-1)!;
  const name = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  return shortened(name || NAMELESS);
}

function shortened(name: string): string {
  const ending = /\.[\w-]{1,16}$/.exec(name)?.[0] ?? '';
  const letters = [...name.slice(0, name.length - ending.length)];
  while (Buffer.byteLength(letters.join('') + ending) > MOST_BYTES) letters.pop();
  return letters.join('') + ending;
}

/** The header that has a file saved under its name; browsers that know only ASCII get one without accents. */
export function dispositionOf(name: string): string {
  const plain = name.normalize('NFD').replace(/[^\x20-\x7e]|["\\%]/g, '');
  const exact = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain || NAMELESS}"; filename*=UTF-8''${exact}`;
}
