import { decimal } from '../../src/money/decimal';
import { changedMeanwhile, merged, openedOf } from '../../src/web/merging';

const opened = openedOf({ name: 'Ogród', gross: decimal('1234.50'), note: null, lines: [] });
const typed = { name: 'Ogród', gross: decimal('1234.5'), note: null as string | null, lines: [] as object[], opened };

describe('two people changing one record (R117)', () => {
  it('keep both changes when they are of different fields', () => {
    const current = { name: 'Park', gross: decimal('1234.50'), note: null, lines: [] };
    const { input, conflicts } = merged({ ...typed, note: 'Pilne' as string | null }, opened, current);
    expect(conflicts).toEqual([]);
    expect(input).toMatchObject({ name: 'Park', note: 'Pilne' });
  });

  it('are asked at the field that both changed, which then names who and what', () => {
    const { conflicts } = merged({ ...typed, name: 'Las' }, opened, { name: 'Park' });
    expect(conflicts).toEqual([{ field: 'name', theirs: 'Park' }]);
    expect(changedMeanwhile(conflicts, opened, 'Zofia').fields).toEqual([
      { field: 'name', key: 'changed_meanwhile', values: { who: 'Zofia', theirs: 'Park' } },
    ]);
  });

  it('decide by saving again, and still take the fields that only the other one changed', () => {
    const current = { name: 'Park', gross: decimal('99') };
    const { conflicts } = merged({ ...typed, name: 'Las' }, opened, current);
    const { opened: known } = changedMeanwhile(conflicts, opened, 'Zofia').instead as { opened: string };
    const again = merged({ ...typed, name: 'Las' }, known, current);
    expect(again.conflicts).toEqual([]);
    expect(again.input.name).toBe('Las');
    expect(again.input.gross.toFixed(2)).toBe('99.00');
  });

  it('are not asked when both changed a field to the same', () => {
    expect(merged({ ...typed, name: 'Park' }, opened, { name: 'Park' }).conflicts).toEqual([]);
  });

  it('are asked for every field that differs when the form does not say how it was opened', () => {
    expect(merged(typed, 'x', { name: 'Park', note: null }).conflicts.map(({ field }) => field)).toEqual(['name']);
  });
});
