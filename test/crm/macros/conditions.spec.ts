import { type Comparison, type Fact, holds, met, UnknownField } from '../../../src/crm/macros/conditions';
import { Decimal } from '../../../src/money/decimal';

const is = (fact: Fact, comparison: Comparison, ...values: string[]) =>
  holds({ field: 'f', is: comparison, values }, { f: fact });

describe('a condition of a macro', () => {
  it.each<[Fact, Comparison, string[], boolean]>([
    ['Kawiarnia Pod Lipą', 'is', ['kawiarnia  pod LIPĄ'], true],
    ['Kawiarnia Pod Lipą', 'is', ['kawiarnia'], false],
    ['Kawiarnia Pod Lipą', 'is_not', ['kawiarnia'], true],
    ['Kawiarnia Pod Lipą', 'contains', ['POD'], true],
    ['Kawiarnia Pod Lipą', 'contains', ['pod dębem'], false],
    ['Kawiarnia Pod Lipą', 'not_contains', ['dębem'], true],
    ['Kawiarnia Pod Lipą', 'starts_with', ['KAW'], true],
    ['Kawiarnia Pod Lipą', 'starts_with', ['Pod'], false],
    ['Kraków', 'one_of', ['warszawa', 'kraków'], true],
    ['Kraków', 'one_of', ['warszawa'], false],
    [null, 'is', ['x'], false],
    [null, 'is_not', ['x'], true],
    [null, 'contains', ['x'], false],
    [null, 'not_contains', ['x'], true],
    [null, 'greater', ['1'], false],
    [null, 'less', ['1'], false],
    [null, 'empty', [], true],
    ['', 'empty', [], true],
    [[], 'empty', [], true],
    ['x', 'empty', [], false],
    ['x', 'filled', [], true],
    [null, 'filled', [], false],
    [['VIP', 'Hurt'], 'contains', ['vip'], true],
    [['VIP', 'Hurt'], 'contains', ['vi'], false],
    [['VIP', 'Hurt'], 'not_contains', ['detal'], true],
    [['VIP', 'Hurt'], 'one_of', ['detal', 'hurt'], true],
    [new Decimal('1000.00'), 'is', ['1000'], true],
    [new Decimal('1000.01'), 'greater', ['1000'], true],
    [new Decimal('1000'), 'greater', ['1000'], false],
    [new Decimal('999.99'), 'less', ['1000'], true],
    [new Decimal('90'), 'less', ['1000'], true],
    ['2026-11-24', 'greater', ['2026-11-23'], true],
    ['2026-11-24', 'less', ['2026-11-24'], false],
    [true, 'is', ['true'], true],
    [false, 'is', ['true'], false],
  ])('R78: of %p %s %p is %p, ignoring case', (fact, comparison, values, expected) => {
    expect(is(fact, comparison, ...values)).toBe(expected);
  });

  it.each([
    [true, true, true, true],
    [true, false, false, true],
    [false, true, false, true],
    [false, false, false, false],
  ])('R78: with two that are %p and %p is met by all: %p, by any: %p', (first, second, all, any) => {
    const conditions = [first, second].map((value) => ({ field: 'f', is: 'is' as const, values: [value ? 'yes' : 'no'] }));
    expect(met(conditions, 'all', { f: 'Yes' })).toBe(all);
    expect(met(conditions, 'any', { f: 'Yes' })).toBe(any);
  });

  it('is always met where there is none, and says so when nobody knows its field', () => {
    expect(met([], 'any', {})).toBe(true);
    expect(() => met([{ field: 'client.own.gone', is: 'is', values: ['x'] }], 'all', {})).toThrow(UnknownField);
  });
});
