import { SeriesAudit } from '../../../src/invoicing/numbering/series-audit';

/** Faults of a series 'nr/yyyy' of 2026 after these numbers; one that was typed has a mark behind it: '7/2026!'. */
function faults(last: number, numbers: string[]) {
  const audit = new SeriesAudit({ pattern: 'nr/yyyy', period: '2026', last });
  for (const number of numbers)
    audit.see({
      number: number.replace('!', ''),
      typed: number.endsWith('!'),
      issueOn: `${number.includes('2025') ? 2025 : 2026}-03-09`,
    });
  return audit.faults;
}

describe('The numbers of a series (R120)', () => {
  it.each([
    [3, ['1/2026', '3/2026', '2/2026'], []],
    [0, [], []],
    [3, ['1/2026', '3/2026'], ['2 missing']],
    [3, ['1/2026', '2/2026'], ['3 missing']],
    [6, ['3/2026', '1/2025'], ['1-2, 4-6 missing']],
    [8, ['1/2026', '7/2026!', '8/2026'], []],
    [8, ['1/2026', '7/2026!'], ['8 missing']],
    [9, ['1/2026', '7/2026!', '9/2026'], ['8 missing']],
    [2, ['1/2026', '2/2026', 'po staremu!', '5/2026!'], []],
    [1, ['1/2026', '01/2026!'], []],
    [2, ['1/2026', '2/2026', '2/2026'], ['2 given twice']],
  ])('up to %i, with %j: %j', (last, numbers, expected) => {
    expect(faults(last, numbers)).toEqual(expected);
  });

  it('are counted by the day of their documents, where the number tells more than the period', () => {
    const audit = new SeriesAudit({ pattern: 'nr/mm/yyyy', period: '2026', last: 2 });
    audit.see({ number: '1/01/2026', issueOn: '2026-01-09', typed: false });
    audit.see({ number: '2/02/2026', issueOn: '2026-02-09', typed: false });
    expect(audit.faults).toEqual([]);
  });
});
