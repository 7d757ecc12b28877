import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileMissing, type Files } from '../../src/files/files';
import { LocalFiles } from '../../src/files/local-files';
import { S3Files } from '../../src/files/s3-files';
import { Bucket } from './bucket';

const KEY = 'ab'.repeat(16);
const bucket = new Bucket();
const folder = mkdtempSync(join(tmpdir(), 'tandem-files-'));
const storages: Record<string, Files> = { 'the data folder': new LocalFiles(join(folder, 'files')) };
let s3: S3Files;
beforeAll(async () => {
  s3 = new S3Files(await bucket.open());
  storages['a bucket'] = s3;
});
afterAll(async () => {
  await bucket.close();
  rmSync(folder, { recursive: true });
});

describe('uploaded files', () => {
  it.each(['the data folder', 'a bucket'])('are given back by %s as they were, until they are removed', async (name) => {
    const files = storages[name];
    const bytes = randomBytes(300_000);
    await files.put(KEY, bytes);
    expect((await files.read(KEY)).equals(bytes)).toBe(true);
    await files.remove(KEY);
    await files.remove(KEY);
    await expect(files.read(KEY)).rejects.toBeInstanceOf(FileMissing);
  });

  it.each([
    'the data folder',
    'a bucket',
  ])('are kept by %s under random keys alone, never where a name could lead', async (name) => {
    for (const key of ['../../etc/passwd', 'umowa.pdf', '', `${KEY}/..`, KEY.toUpperCase()])
      await expect(storages[name].put(key, Buffer.from('x'))).rejects.toThrow('random keys');
  });

  it('in the data folder are readable by nobody else, and whole or not there', async () => {
    const files = storages['the data folder'];
    await files.put(KEY, Buffer.from('umowa'));
    const place = join(folder, 'files', 'ab');
    expect(readdirSync(place)).toEqual([KEY]);
    expect(statSync(join(place, KEY)).mode & 0o777).toBe(0o600);
    expect(statSync(place).mode & 0o777).toBe(0o700);
    await files.remove(KEY);
  });

  it('in a bucket are asked for by signed requests that say what they carry', async () => {
    bucket.asked.length = 0;
    await s3.put(KEY, Buffer.from('umowa'));
    expect(bucket.asked).toEqual([
      {
        method: 'PUT',
        path: `/pliki/ab/${KEY}`,
        signature: expect.stringContaining('x-amz-content-sha256'),
        digest: 'df3dfa385f3fc506713bba22aca718ea8cdf6b5904461ff254634e2835ebaff2',
      },
    ]);
  });

  it('in a bucket survive a busy server, and say when it refuses', async () => {
    bucket.faults.push(503, 'drop');
    await s3.put(KEY, Buffer.from('umowa'));
    expect(bucket.kept.size).toBe(1);
    bucket.faults.push(403);
    await expect(s3.read(KEY)).rejects.toThrow('403');
    bucket.faults.push(500, 500, 500);
    await expect(s3.read(KEY)).rejects.toThrow('500');
    const nobody = { endpoint: 'http://127.0.0.1:9', bucket: 'pliki', region: 'x', accessKey: 'x', secretKey: 'x' };
    await expect(new S3Files(nobody).read(KEY)).rejects.toThrow();
  });
});
