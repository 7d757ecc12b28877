/** How files of each kind of picture begin; null stands for any byte. An SVG can carry script, so it is none of them. */
const BEGINNINGS: [type: string, bytes: (number | null)[]][] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/webp', [...Buffer.from('RIFF'), null, null, null, null, ...Buffer.from('WEBP')]],
];

/** Content type of a picture as its bytes say it, whatever it is called; undefined for anything but PNG, JPEG and WebP. */
export function imageTypeOf(bytes: Buffer): string | undefined {
  const fits = (beginning: (number | null)[]) => beginning.every((byte, at) => byte === null || bytes[at] === byte);
  return BEGINNINGS.find(([, beginning]) => fits(beginning))?.[0];
}
