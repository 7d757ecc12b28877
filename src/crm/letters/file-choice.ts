import { Person } from '../../accounts/person';
import { writtenSize } from '../../files/file-answer';
import { ACCEPTED } from '../../files/file-type';
import { MOST_BYTES_OF_FILE, MOST_BYTES_OF_FILES } from '../../web/posted-files';
import { say } from '../../web/say';
import type { LetterFile } from './letter-file.entity';
import { MEGABYTE, MOST_FILES } from './letter-files.service';

/** The part of the form in which files are chosen. @param ticked positions of those of the earlier letter that go out again */
export function fileChoice(earlier: LetterFile[], ticked: number[]) {
  const name = '{name}'; // the browser knows it
  return {
    earlier: earlier.map((file) => ({
      value: file.position,
      label: `${file.name} · ${writtenSize(file, Person.current.language)}`,
      checked: ticked.includes(file.position),
    })),
    /** Whether these are more files, beside those. */
    more: earlier.length ? '.more' : '',
    accepted: ACCEPTED,
    limits: { file: MOST_BYTES_OF_FILE, files: MOST_BYTES_OF_FILES, count: MOST_FILES },
    says: {
      type: say('broken.attachment_type', { name }),
      empty: say('broken.letter_file_empty', { name }),
      file: say('broken.letter_file_large', { name, most: MOST_BYTES_OF_FILE / MEGABYTE }),
      files: say('broken.letter_files_large', { most: MOST_BYTES_OF_FILES / MEGABYTE }),
      count: say('broken.letter_files_many', { most: MOST_FILES }),
    },
  };
}
