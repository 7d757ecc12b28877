import { MadeLately } from '../../src/typesetting/made-lately';

const MEGABYTE = 1024 * 1024;

/** Makes files of so many bytes, and counts them. */
function maker(bytes = 10) {
  const made: string[] = [];
  const lately = new MadeLately();
  const ask = (key: string, size = bytes) =>
    lately.once(key, async () => {
      made.push(key);
      return Buffer.alloc(size, key);
    });
  return { made, ask, lately };
}

describe('a PDF that is asked for again and again (R81)', () => {
  it('is made once, also for all who ask at the same time', async () => {
    const { made, ask } = maker();
    const files = await Promise.all([ask('a'), ask('a'), ask('b')]);
    expect(files[0]).toEqual(await ask('a'));
    expect(files[2]).not.toEqual(files[0]);
    expect(made).toEqual(['a', 'b']);
  });

  it('gives way to newer ones once they are too many bytes, the one first that was not asked for longest', async () => {
    const { made, ask } = maker(10 * MEGABYTE);
    for (const key of ['a', 'b', 'c', 'a', 'd']) await ask(key);
    for (const key of ['a', 'c', 'd']) await ask(key);
    expect(made).toEqual(['a', 'b', 'c', 'd']);
    await ask('b');
    expect(made).toEqual(['a', 'b', 'c', 'd', 'b']);
    await ask('huge', 40 * MEGABYTE);
    await ask('huge', 40 * MEGABYTE);
    expect(made.filter((key) => key === 'huge')).toHaveLength(2);
  });

  it('is made anew when making it failed', async () => {
    const { lately, ask, made } = maker();
    await expect(lately.once('a', () => Promise.reject(new Error('no ink')))).rejects.toThrow('no ink');
    await ask('a');
    expect(made).toEqual(['a']);
  });
});
