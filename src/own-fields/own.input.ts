import { Transform } from 'class-transformer';
import { IsObject } from 'class-validator';
import { together } from '../web/input';
import { textsIn } from './own-values.service';

/** What a form says of own fields, as texts by key: whatever is named `own_<key>` in it. Null, as code has it, leaves them as they are. */
export function OwnTexts() {
  return together(
    Transform(({ obj }) => textsIn(obj), { toClassOnly: true }),
    IsObject({ message: JSON.stringify({ key: 'one_of', values: {} }) }),
  );
}
