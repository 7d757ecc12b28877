import { Injectable } from '@nestjs/common';

/** So much is kept at hand. Bytes. */
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * PDFs that were made lately: whoever asks for the same one again, as a stranger with a link may as often as they like, costs no second making, and
 * those who ask at the same time wait for one. What was not asked for longest goes first.
 */
@Injectable()
export class MadeLately {
  private readonly files = new Map<string, { making: Promise<Buffer>; bytes: number }>();
  private bytes = 0;

  /** @param key of all that the file says: another key, another file @throws whatever making it throws; then it is made anew the next time */
  once(key: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const file = this.files.get(key) ?? this.begun(key, make);
    this.files.delete(key);
    this.files.set(key, file);
    return file.making;
  }

  private begun(key: string, make: () => Promise<Buffer>) {
    const file = { making: make(), bytes: 0 };
    file.making.then(
      ({ length }) => this.keep(file, length),
      () => this.files.delete(key),
    );
    return file;
  }

  private keep(file: { bytes: number }, length: number) {
    file.bytes = length;
    this.bytes += length;
    for (const [key, { bytes }] of this.files) {
      if (this.bytes <= MOST_BYTES) return;
      if (bytes === 0) continue; // still being made
      this.files.delete(key);
      this.bytes -= bytes;
    }
  }
}
