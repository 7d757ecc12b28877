import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The project's own folder: the nearest above that holds views/, from sources as from dist. */
export const PROJECT = above(__dirname);
/** Templates, translations and assets. */
export const VIEWS = join(PROJECT, 'views');

function above(folder: string): string {
  return existsSync(join(folder, 'views', 'layouts')) ? folder : above(dirname(folder));
}
