import { plainToInstance, Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  Max,
  MaxLength,
  Min,
  registerDecorator,
  ValidateNested,
  type ValidationArguments,
} from 'class-validator';
import { Decimal } from '../money/decimal';
import { parseAmount } from '../money/parse-amount';

/** Message of a failed check: a key below `invalid.` and its values, translated by the filter. */
const says = (key: string, values: object = {}) => ({ message: JSON.stringify({ key, values }) });

const FIELDS = Symbol('fields of an input');

/** The names that an input class declares. A browser leaves unticked boxes out, so the pipe fills in what is missing with null. */
export function fieldsOf(input: object): string[] {
  return Reflect.getMetadata(FIELDS, input) ?? [];
}

const BOXES = Symbol('fields of an input that browsers leave out while nothing is ticked');

/** Those of them that a browser leaves out of the form while nothing is ticked. */
export function boxesOf(input: object): string[] {
  return Reflect.getMetadata(BOXES, input) ?? [];
}

const ticked: PropertyDecorator = (target, name) =>
  Reflect.defineMetadata(BOXES, [...boxesOf(target.constructor), String(name)], target.constructor);

/** One decorator of several; the name becomes one of the input's fields. */
export function together(...decorators: PropertyDecorator[]): PropertyDecorator {
  return (target, name) => {
    Reflect.defineMetadata(FIELDS, [...fieldsOf(target.constructor), String(name)], target.constructor);
    for (const decorate of decorators) decorate(target, name);
  };
}

/** A check of our own; null and undefined are left to `required`. */
function check(passes: (value: never) => boolean, key: string, values: object = {}): PropertyDecorator {
  return (target, name) =>
    registerDecorator({
      name: key,
      target: target.constructor,
      propertyName: String(name),
      options: says(key, values),
      validator: {
        validate: (value: unknown, _: ValidationArguments) => value === null || value === undefined || passes(value as never),
      },
    });
}

const present =
  (required = false): PropertyDecorator =>
  (target, name) => {
    if (!required) return;
    registerDecorator({
      name: 'required',
      target: target.constructor,
      propertyName: String(name),
      options: says('required'),
      validator: { validate: (value: unknown) => value !== null && value !== undefined && value !== '' },
    });
  };

/** What may be missing is not checked further when it is; what is required is told so by `present`. */
const optional = (required: boolean) => (required ? [] : [IsOptional()]);

/** No object, of which no text can be made, nor one that holds any: a form's field sent as `name[x]=1` counts as missing. */
function isTyped(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((one) => Object(one) !== one);
  return Object(value) !== value || ![Object.prototype, null].includes(Object.getPrototypeOf(value));
}

const trimmed = (read: (text: string) => unknown = (text) => text) =>
  Transform(({ value }) => {
    if (value === null || value === undefined || !isTyped(value)) return null;
    const text = String(value).trim();
    return text === '' ? null : read(text);
  });

/** Control characters, half a surrogate pair, and NUL, which Postgres refuses. */
export const BROKEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** One line of text, trimmed; empty is null. */
export function Text({ max = 255, required = false } = {}) {
  return together(
    trimmed((text) => text.replace(/\s+/g, ' ')),
    present(required),
    check((text: string) => text.length <= max, 'text_too_long', { max }),
    check((text: string) => !BROKEN.test(text), 'characters'),
  );
}

/** Text of several lines; empty is null. */
export function LongText({ max = 20_000 } = {}) {
  return together(
    trimmed((text) => text.replace(/\r\n?/g, '\n')),
    check((text: string) => text.length <= max, 'text_too_long', { max }),
    check((text: string) => !BROKEN.test(text), 'characters'),
  );
}

/** An e-mail address. */
export function Email({ required = false } = {}) {
  return together(
    trimmed(),
    present(required),
    ...optional(required),
    IsEmail({}, says('email')),
    MaxLength(255, says('text_too_long', { max: 255 })),
  );
}

/** A calendar day YYYY-MM-DD that exists, from 2000 to 2100. */
export function Day({ required = false } = {}) {
  return together(trimmed(), present(required), check(isDay, 'day'));
}

function isDay(text: string) {
  const date = new Date(`${text}T00:00:00Z`);
  return /^(20\d\d|2100)-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A time of the day as people type it (9:00, 09.30, 9), read as HH:MM. */
export function Time({ required = false } = {}) {
  return together(
    trimmed(readTime),
    present(required),
    check((text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text), 'time'),
  );
}

function readTime(text: string) {
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[:.](\d\d)(?::\d\d)?)?$/.exec(text) ?? [];
  return hour === undefined ? text : `${hour.padStart(2, '0')}:${minute}`;
}

const whole = (text: string) => (/^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN);

/** The id of another record; whether it is there, and may be seen, the service finds out. */
export function Id({ required = false, box = false } = {}) {
  const checks = [trimmed(whole), present(required), ...optional(required), IsInt(says('id')), Min(1, says('id'))];
  return together(...checks, ...(box ? [ticked] : []));
}

/** Ids of ticked records, each once. */
export function Ids({ max = 200 } = {}) {
  return together(
    ticked,
    Transform(({ value }) => [...new Set([value ?? []].flat().map((id) => whole(String(id))))]),
    IsArray(says('one_of')),
    ArrayMaxSize(max, says('too_many', { max })),
    IsInt({ each: true, ...says('id') }),
  );
}

interface AmountRange {
  min?: number;
  max?: number;
  /** More than nothing. */
  positive?: boolean;
  /** Decimal places that may be typed. */
  places?: number;
  required?: boolean;
}

/** An amount as people type it (1 234,50), read into a Decimal. */
export function AmountOf({ min = 0, max = 9_999_999_999.99, positive = false, places = 2, required = false }: AmountRange = {}) {
  return together(
    trimmed((text) => parseAmount(text) ?? text),
    present(required),
    check((value) => Decimal.isDecimal(value), 'amount'),
    check((value: Decimal) => !Decimal.isDecimal(value) || value.gte(min), 'amount_min', { min }),
    check((value: Decimal) => !positive || !Decimal.isDecimal(value) || !value.isZero(), 'amount_zero'),
    check((value: Decimal) => !Decimal.isDecimal(value) || value.lte(max), 'amount_max', { max }),
    check((value: Decimal) => !Decimal.isDecimal(value) || value.decimalPlaces() <= places, 'amount_places', { places }),
  );
}

/** A whole number in a range. */
export function Whole({ min = 0, max = 2_000_000_000, required = false } = {}) {
  return together(
    trimmed(whole),
    present(required),
    ...optional(required),
    IsInt(says('whole')),
    Min(min, says('amount_min', { min })),
    Max(max, says('amount_max', { max })),
  );
}

/** One of a few codes, as a select or radio buttons send it. */
export function OneOf(values: readonly string[], { required = false } = {}) {
  return together(trimmed(), present(required), ...optional(required), IsIn([...values], says('one_of')));
}

/** Ticked ones of several values, each once; none is an empty list. */
export function ManyOf(values: readonly string[]) {
  return together(
    ticked,
    Transform(({ value }) => [...new Set([value ?? []].flat().map(String))]),
    IsArray(says('one_of')),
    IsIn([...values], { each: true, ...says('one_of') }),
  );
}

/** A ticked or unticked box. */
export function Flag() {
  return together(
    ticked,
    Transform(({ value }) => ['1', 'on', 'true', 'yes', true].includes([value].flat().at(-1))),
    IsBoolean(says('one_of')),
  );
}

/** Rows that a form's table may have. */
export const MOST_ROWS = 1000;

/** Rows of a table in the form, as `lines[0][name]`. */
export function Nested(type: () => new () => object, { max = MOST_ROWS } = {}) {
  return together(
    Type(type),
    // Rows under keys that are no numbers come as one object, which Type takes for a single row: they are read anew. Of too many, one is too
    // many already: the others need not be looked at.
    Transform(
      ({ value, obj, key }) =>
        (Array.isArray(value) ? value : Object.values(obj[key] ?? {}).map((row) => plainToInstance(type(), row))).slice(
          0,
          max + 1,
        ),
      { toClassOnly: true },
    ),
    IsArray(says('one_of')),
    ArrayMaxSize(max, says('too_many', { max })),
    ValidateNested({ each: true, ...says('one_of') }),
  );
}

/** Rows whose columns only the service knows, each column one text; longer texts, and whatever is no text, are left out. */
export function RowsOfTexts({ max = 50, longest = 20_000 } = {}) {
  const isText = ([, value]: [string, unknown]) => typeof value === 'string' && value.length <= longest && !BROKEN.test(value);
  const textsOf = (row: unknown) => Object.fromEntries(Object.entries(Object(row)).filter(isText));
  return together(
    Transform(({ obj, key }) =>
      Object.values(Object(obj[key]))
        .slice(0, max + 1)
        .map(textsOf),
    ),
    IsArray(says('one_of')),
    ArrayMaxSize(max, says('too_many', { max })),
  );
}
