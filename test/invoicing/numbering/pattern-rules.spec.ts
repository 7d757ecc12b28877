import { type PatternInForce, refuseUnfit } from '../../../src/invoicing/numbering/pattern-rules';

const warsaw = { id: 1001, name: 'Warszawa', mark: 'WAW' };
const account = (family: string, pattern: string): PatternInForce => ({ family, pattern, department: null });
const OTHERS = [account('vat', 'nr-m/mm/yyyy'), account('proforma', 'PRO/nr-m/mm/yyyy'), account('bill', 'RACH/nr-m/mm/yyyy')];

const keyOf = (wanted: PatternInForce, others = OTHERS) => {
  try {
    refuseUnfit(wanted, others, 'patterns.0.pattern');
    return 'fits';
  } catch (error) {
    expect(error).toMatchObject({ field: 'patterns.0.pattern' });
    return (error as { key: string }).key;
  }
};

describe('What a number pattern may be', () => {
  it.each([
    ['FV/mm/yyyy', 'pattern_no_counter'],
    ['FV/nr/nr-m/mm/yyyy', 'pattern_two_counters'],
    ['FV/nr/rrrr', 'pattern_unknown_token'],
    ['FV/nr-m/yyyy', 'pattern_repeating'],
    ['FV/nr/yyyy', 'fits'],
    ['nr/yyyy', 'fits'],
    ['PRO-nr/yyyy', 'pattern_prefix_taken'],
    ['rach nr/yyyy', 'pattern_prefix_taken'],
    ['RACH nr/yyyy', 'pattern_prefix_taken'],
  ])('of invoices: %s %s (R96)', (pattern, key) => {
    expect(keyOf(account('vat', pattern), OTHERS.slice(1))).toBe(key);
  });

  it.each([
    ['nr/yyyy', 'pattern_no_prefix'],
    ['2026/nr/yyyy', 'pattern_no_prefix'],
    ['yyyy/ZAM/nr', 'pattern_no_prefix'],
    ['RACH/nr/yyyy', 'pattern_prefix_taken'],
    ['ZAM/nr/yyyy', 'fits'],
  ])('of every other kind, which keeps a prefix of its own: %s %s (R96)', (pattern, key) => {
    expect(keyOf(account('estimate', pattern))).toBe(key);
  });

  it.each([
    ['WAW/nr/yyyy', 'fits'],
    ['FV/WAW/nr/yyyy', 'fits'],
    ['nr/yyyy/WAW', 'fits'],
    ['FV/WAW2/nr/yyyy', 'pattern_lacks_mark'],
    ['FV/XWAW/nr/yyyy', 'pattern_lacks_mark'],
    ['FV/waw/nr/yyyy', 'pattern_lacks_mark'],
    ['nr/yyyy', 'pattern_lacks_mark'],
  ])('of a department: with its mark as a word of its own: %s %s (R96)', (pattern, key) => {
    expect(keyOf({ family: 'vat', pattern, department: warsaw })).toBe(key);
  });

  it('of a department without a mark: none (R96)', () => {
    expect(keyOf({ family: 'vat', pattern: 'WAW/nr/yyyy', department: { ...warsaw, mark: null } })).toBe('pattern_without_mark');
  });

  it('never what another series of the family writes alike, whatever restarts it (R96)', () => {
    const others = [
      account('vat', 'FV/WAW/nr/mm/yyyy'),
      { family: 'vat', pattern: 'WAW/KRK/nr/yyyy', department: { ...warsaw, id: 1002 } },
    ];
    expect(keyOf({ family: 'vat', pattern: 'FV/WAW/nr-m/mm/yyyy', department: warsaw }, others)).toBe('pattern_taken');
    expect(keyOf({ family: 'vat', pattern: 'WAW/KRK/nr/yyyy', department: warsaw }, others)).toBe('pattern_taken');
  });
});
