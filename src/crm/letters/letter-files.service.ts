import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import type { KeptFile, StoredFile } from '../../files/kept-file';
import { Uploads } from '../../files/uploads.service';
import type { Attachment, AttachmentRef } from '../../mail/letter';
import { Mail } from '../../mail/mail.service';
import { MOST_BYTES_OF_FILE, MOST_BYTES_OF_FILES, type PostedFile } from '../../web/posted-files';
import { LetterFile } from './letter-file.entity';

/** Who gives the mail its files when a letter is handed over. */
export const LETTER_FILE = 'letter_file';

/** Of one letter. */
export const MOST_FILES = 10;

export const MEGABYTE = 1_048_576;

/** Files that go out with letters to clients (R52, R121): kept before the letter is, read again each time it is handed over. */
@Injectable()
export class LetterFiles implements OnModuleInit {
  constructor(
    @InjectRepository(LetterFile) private readonly files: Repository<LetterFile>,
    private readonly database: Database,
    private readonly uploads: Uploads,
    private readonly mail: Mail,
  ) {}

  onModuleInit() {
    this.mail.attach(LETTER_FILE, (account, { position }, message) => this.made(account, message, Number(position)));
  }

  /** Keeps what a form brought; nothing may have been asked of the database yet (Uploads). @throws BrokenRule at the field */
  async receive(posted: PostedFile[]): Promise<KeptFile[]> {
    for (const { name, size } of posted) {
      if (!size) throw new BrokenRule('letter_file_empty', { name }, 'files');
      if (size > MOST_BYTES_OF_FILE)
        throw new BrokenRule('letter_file_large', { name, most: MOST_BYTES_OF_FILE / MEGABYTE }, 'files');
    }
    refuseTooMany(posted);
    const kept: KeptFile[] = [];
    for (const { name, bytes } of posted) kept.push(await this.uploads.keep({ name, bytes: bytes! }, 'files'));
    return kept;
  }

  /** Of a letter to this client, in their order; none of one that is closed to the person. */
  async of(letter: number, client: number): Promise<LetterFile[]> {
    const found = await this.files
      .createQueryBuilder('f')
      .where('f.letter_id = :letter and exists (select from letters l where l.id = f.letter_id and l.client_id = :client)', {
        letter,
        client,
      })
      .orderBy('f.position')
      .getMany();
    return found;
  }

  /** Writes down what goes out with a letter. */
  async attach(letterId: number, files: StoredFile[]) {
    const rows = files.map(({ name, type, size, sha256, storageKey }, position) => ({
      ...{ letterId, position, name, type, size, sha256, storageKey },
    }));
    if (rows.length) await this.files.insert(rows);
  }

  /** @throws EntityNotFoundError for a file of a letter that is closed to the person */
  find(letterId: number, position: number): Promise<LetterFile> {
    return this.files.findOneByOrFail({ letterId, position });
  }

  /** The bytes, asked once the transaction has ended. @throws BrokenRule when the storage has them no more */
  read(file: LetterFile): Promise<Buffer> {
    return this.uploads.read(file);
  }

  /** Of a letter's message, with the letter's id; none for a message that is no letter, or to a client closed to the person. */
  ofMessage(message: number): Promise<Pick<LetterFile, 'letterId' | 'position' | 'size'>[]> {
    return this.database.query(
      `select f.letter_id "letterId", f.position, f.size from letters l join letter_files f on f.letter_id = l.id where l.message_id = $1 order by f.position`,
      [message],
    );
  }

  private async made(account: number, message: number, position: number): Promise<Attachment> {
    const [file] = await this.database.run({ account, crm: 'all' }, () =>
      this.database.query<Pick<LetterFile, 'name' | 'type' | 'sha256' | 'storageKey'>[]>(
        `select f.name, f.type, f.sha256, f.storage_key "storageKey" from letters l join letter_files f on f.letter_id = l.id
          where l.message_id = $1 and f.position = $2`,
        [message, position],
      ),
    );
    return { name: file.name, type: file.type, bytes: await this.uploads.read(file) };
  }
}

/** More than one message takes, those of an earlier letter among them. @throws BrokenRule at the field */
export function refuseTooMany(files: { size: number }[]) {
  if (files.length > MOST_FILES) throw new BrokenRule('letter_files_many', { most: MOST_FILES }, 'files');
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > MOST_BYTES_OF_FILES) throw new BrokenRule('letter_files_large', { most: MOST_BYTES_OF_FILES / MEGABYTE }, 'files');
}

/** How a message names them. */
export function attachmentsOf(files: StoredFile[]): AttachmentRef[] {
  return files.map(({ name }, position) => ({ source: LETTER_FILE, ref: { position }, name }));
}
