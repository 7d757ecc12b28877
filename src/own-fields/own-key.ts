const LONGEST = 40;

/** The key of a new field, made from its name: letters, digits and underscores, and none of those that are taken. */
export function keyOf(name: string, taken: string[]): string {
  const plain = name
    .toLowerCase()
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, (between) => (/^\p{M}+$/u.test(between) ? '' : '_'))
    .replace(/^_+|_+$/g, '');
  const stem = (/^[a-z]/.test(plain) ? plain : `field_${plain}`).slice(0, LONGEST - 4).replace(/_+$/, '');
  for (let number = 1; ; number++) {
    const key = number === 1 ? stem : `${stem}_${number}`;
    if (!taken.includes(key)) return key;
  }
}
