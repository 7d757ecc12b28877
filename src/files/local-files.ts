import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FileMissing, Files, placeOf } from './files';

/** Files in a folder of this machine, readable by nobody else. */
export class LocalFiles extends Files {
  /** @param folder made at the first file */
  constructor(private readonly folder: string) {
    super();
  }

  /** Written under another name and renamed, so that whatever has the name is whole, even after a power cut. */
  override async put(key: string, bytes: Buffer) {
    const path = this.pathOf(key);
    const unfinished = `${path}.part`;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    try {
      const file = await open(unfinished, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, path);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  override async read(key: string) {
    return readFile(this.pathOf(key)).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? new FileMissing(key) : error;
    });
  }

  override async remove(key: string) {
    await rm(this.pathOf(key), { force: true });
  }

  private pathOf(key: string) {
    return join(this.folder, placeOf(key));
  }
}
