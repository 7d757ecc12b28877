import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validate } from 'class-validator';
import type { SentenceValues } from '../broken-rule';
import { fieldsOf } from './input';

/** One field that cannot be taken, as a key below `invalid.` with its values. */
export interface InvalidField {
  field: string;
  key: string;
  values: SentenceValues;
}

/** What was typed cannot be taken; its form is shown again, with what was typed and these values instead of the typed ones. */
export class InvalidInput extends Error {
  constructor(
    readonly fields: InvalidField[],
    readonly instead: object = {},
  ) {
    super(fields.map(({ field, key }) => `${field}: ${key}`).join(', '));
  }
}

/** Makes the input class of a form out of its body and checks it; what the class does not name is dropped. */
@Injectable()
export class InputPipe implements PipeTransform {
  async transform(value: unknown, { metatype, type }: ArgumentMetadata) {
    if (type !== 'body' || !metatype || metatype === Object) return value;
    const missing = Object.fromEntries(fieldsOf(metatype).map((field) => [field, null]));
    const input = plainToInstance(metatype, { ...missing, ...(value as object) }, { exposeUnsetFields: true });
    const errors = await validate(input, { whitelist: true, stopAtFirstError: true });
    if (errors.length) throw new InvalidInput(errors.flatMap((error) => invalidFieldsOf(error)));
    return input;
  }
}

function invalidFieldsOf(error: ValidationError, above = ''): InvalidField[] {
  const field = above + error.property;
  const own = Object.values(error.constraints ?? {}).map((message) => ({ field, ...JSON.parse(message) }));
  return [...own, ...(error.children ?? []).flatMap((child) => invalidFieldsOf(child, `${field}.`))];
}
