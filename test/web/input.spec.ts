import 'reflect-metadata';
import { AmountOf, Day, Email, Flag, Id, Ids, Nested, OneOf, Text, Whole } from '../../src/web/input';
import { InputPipe, InvalidInput } from '../../src/web/input.pipe';

class LineInput {
  @Text({ max: 5, required: true }) name: string;
  @AmountOf({ places: 2 }) price: unknown;
}
class FormInput {
  @Text() title: string | null;
  @Day() on: string | null;
  @Flag() ticked: boolean;
  @Ids() ids: number[];
  @Nested(() => LineInput) lines: LineInput[];
}

class StrictInput {
  @Text({ required: true }) text: string;
  @Email({ required: true }) email: string;
  @Id({ required: true }) id: number;
  @Whole({ required: true }) whole: number;
  @OneOf(['a', 'b'], { required: true }) one: string;
  @Day({ required: true }) on: string;
  @AmountOf({ required: true }) amount: unknown;
}

const read = (body: object): Promise<FormInput> => new InputPipe().transform(body, { type: 'body', metatype: FormInput });
const wrong = async (body: object) =>
  ((await read(body).catch((error) => error)) as InvalidInput).fields.map(({ field, key }) => `${field} ${key}`);

describe('what a form may hold', () => {
  it('reads a form from which the browser left out all that is empty or unticked', async () => {
    expect(await read({})).toEqual({ title: null, on: null, ticked: false, ids: [], lines: [] });
  });

  it('trims text and drops what it does not know', async () => {
    expect(await read({ title: '  Dwa   słowa ', role: 'owner' })).toMatchObject({ title: 'Dwa słowa' });
    expect(await read({ role: 'owner' })).not.toHaveProperty('role');
  });

  it('refuses days that do not exist or lie in another millennium', async () => {
    expect(await wrong({ on: '2026-02-30' })).toEqual(['on day']);
    expect(await wrong({ on: '3026-02-03' })).toEqual(['on day']);
  });

  it('names the row of a wrong field', async () => {
    expect(
      await wrong({
        lines: [
          { name: 'za długie', price: '1' },
          { name: '', price: '1,234' },
        ],
      }),
    ).toEqual(['lines.0.name text_too_long', 'lines.1.name required', 'lines.1.price amount_places']);
  });

  it('says of everything that is required and missing that it is', async () => {
    const fields = ['text', 'email', 'id', 'whole', 'one', 'on', 'amount'];
    for (const body of [{}, Object.fromEntries(fields.map((field) => [field, ' ']))]) {
      const error = await new InputPipe().transform(body, { type: 'body', metatype: StrictInput }).catch((caught) => caught);
      expect((error as InvalidInput).fields.map(({ field, key }) => `${field} ${key}`)).toEqual(
        fields.map((field) => `${field} required`),
      );
    }
  });

  it('reads rows under any keys, and refuses what is no row', async () => {
    expect((await read({ lines: { a: { name: 'raz' }, 7: { name: 'dwa' } } })).lines.map(({ name }) => name)).toEqual([
      'dwa',
      'raz',
    ]);
    expect(await wrong({ lines: { a: 'raz' } })).toEqual(['lines.0 one_of']);
    expect(await wrong({ lines: 'raz' })).not.toEqual([]);
  });

  it('refuses amounts beyond what the database holds, negative ones and characters that it cannot store', async () => {
    expect(await wrong({ lines: [{ name: 'a', price: '1e20' }] })).toEqual(['lines.0.price amount']);
    expect(await wrong({ lines: [{ name: 'a', price: '100000000000' }] })).toEqual(['lines.0.price amount_max']);
    expect(await wrong({ lines: [{ name: 'a', price: '-1' }] })).toEqual(['lines.0.price amount_min']);
    expect(await wrong({ title: 'a\u0000b' })).toEqual(['title characters']);
  });
});
