import type { TestBrowser } from '../../app';
import { Room, TODAY } from '../invoices/room';

const PAGE = '/settings/number-patterns';
const [YEAR, MONTH] = TODAY.split('-');
const FAMILIES = ['vat', 'proforma', 'bill', 'receipt', 'estimate'];

let room: Room;
let anna: TestBrowser;
beforeEach(async () => {
  room = await Room.open();
  anna = await room.signedIn();
});
afterEach(() => room.test.close());

/** The form with these patterns; opened: what stood in it when it was opened. */
const form = (patterns: Record<string, string>, opened: Record<string, string> = {}) => ({
  patterns: FAMILIES.map((family) => ({
    family,
    pattern: patterns[family] ?? opened[family] ?? '',
    opened: opened[family] ?? '',
  })),
});
const issue = async (changes: object = {}) => {
  const id = await room.does((invoices) => invoices.createAndIssue(room.input(changes)));
  return (await room.find(id)).number;
};
const stored = () =>
  room.rows('select department_id as department, family, pattern from number_patterns where removed_at is null order by id');

/** A further department, and the address of its patterns. */
async function warsaw(changes: object = {}) {
  const { location } = await anna.post('/settings/departments', {
    name: 'Warszawa',
    mark: 'WAW',
    sellerName: 'Ogrody',
    ...changes,
  });
  const path = location!.replace('/edit', '');
  return { id: Number(path.split('/').at(-1)), path, patterns: `${path}/number-patterns` };
}

it('shows every family with its pattern, the next number and what the tokens mean (R96)', async () => {
  await issue();
  const { status, text } = await anna.visit(PAGE);
  expect(status).toBe(200);
  expect(text).toContain(`Następny numer: 2/${MONTH}/${YEAR}.`);
  expect(text).toContain(`Następny numer: PRO/1/${MONTH}/${YEAR}.`);
  expect(text).toContain('placeholder="RACH/nr-m/mm/yyyy"');
  for (const token of ['nr', 'nr-m', 'nr-d', 'yyyy', 'yy', 'mm', 'dd']) expect(text).toContain(`<code>${token}</code>`);
});

it('numbers by a new pattern from 1, and by the default again, going on where it stopped, when the field is emptied (R96)', async () => {
  expect(await issue()).toBe(`1/${MONTH}/${YEAR}`);
  expect((await anna.post(PAGE, form({ vat: ' FV/nr/yyyy ' }))).status).toBe(303);
  expect(await issue()).toBe(`FV/1/${YEAR}`);
  expect((await anna.visit(PAGE)).text).toContain(`Następny numer: FV/2/${YEAR}.`);
  await anna.post(PAGE, form({ vat: '' }, { vat: 'FV/nr/yyyy' }));
  expect(await stored()).toEqual([]);
  expect(await issue()).toBe(`2/${MONTH}/${YEAR}`);
});

it('says at its field why a pattern cannot be, keeps what was typed and saves nothing (R96)', async () => {
  const { status, text } = await anna.post(PAGE, form({ vat: 'FV/nr/yyyy', bill: 'RACH/mm/yyyy' }));
  expect(status).toBe(422);
  expect(text).toContain('id="f-patterns.2.pattern-error"');
  expect(text).toContain('We wzorze brakuje licznika');
  expect(text).toContain('value="RACH/mm/yyyy"');
  expect(text).toContain('value="FV/nr/yyyy"');
  expect(await stored()).toEqual([]);
});

it('takes new prefixes of two kinds at once, but not one prefix for both (R96)', async () => {
  expect((await anna.post(PAGE, form({ vat: 'PRO/nr/yyyy', proforma: 'PF/nr/yyyy' }))).status).toBe(303);
  const emptied = form({ proforma: '' }, { vat: 'PRO/nr/yyyy', proforma: 'PF/nr/yyyy' });
  const { status, text } = await anna.post(PAGE, emptied);
  expect(status).toBe(422);
  expect(text).toContain('id="f-patterns.1.pattern-error"');
});

it('lets a department number by itself under its mark, beside the others (R96)', async () => {
  const { id, path, patterns } = await warsaw();
  expect((await anna.visit(patterns)).text).toContain('musi zawierać jego oznaczenie WAW');
  const refused = await anna.post(patterns, form({ vat: 'FV/nr/yyyy' }));
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('id="f-patterns.0.pattern-error"');
  expect((await anna.post(patterns, form({ vat: 'WAW/nr/yyyy' }))).location).toBe(`${path}/edit`);
  expect(await issue({ departmentId: id })).toBe(`WAW/1/${YEAR}`);
  expect(await issue()).toBe(`1/${MONTH}/${YEAR}`);
  expect(await issue({ departmentId: id, kind: 'bill' })).toBe(`RACH/1/${MONTH}/${YEAR}`);
  const page = (await anna.visit(`${path}/edit`)).text;
  expect(page).toContain('WAW/nr/yyyy');
  expect(page).toContain(`Własna numeracja. Następny numer: WAW/2/${YEAR}.`);
});

it('keeps the mark in the patterns, whichever of the two changes, in the database too (R96)', async () => {
  const { id, path, patterns } = await warsaw();
  await anna.post(patterns, form({ vat: 'WAW/nr/yyyy' }));
  const { status, text } = await anna.post(path, { name: 'Warszawa', mark: 'W2', sellerName: 'Ogrody' });
  expect(status).toBe(422);
  expect(text).toContain('id="f-mark-error"');
  await expect(room.rows(`update number_patterns set pattern = 'FV/nr/yyyy' where department_id = ${id}`)).rejects.toThrow(
    'mark',
  );
  await expect(room.rows(`update departments set mark = 'W2' where id = ${id}`)).rejects.toThrow('mark');
  await anna.post(patterns, form({ vat: '' }, { vat: 'WAW/nr/yyyy' }));
  expect((await anna.post(path, { name: 'Warszawa', mark: 'W2', sellerName: 'Ogrody' })).status).toBe(303);
});

it('refuses two departments the same pattern, in the database too (R96)', async () => {
  const [one, other] = [await warsaw(), await warsaw({ name: 'Kraków', mark: 'KRK' })];
  expect((await anna.post(one.patterns, form({ vat: 'WAW/KRK/nr/yyyy' }))).status).toBe(303);
  const { status, text } = await anna.post(other.patterns, form({ vat: 'WAW/KRK/nr/yyyy' }));
  expect(status).toBe(422);
  expect(text).toContain('Takie same numery nadaje już dział Warszawa.');
  const again = `insert into number_patterns (account_id, department_id, family, pattern)
    values (${room.anna.account}, ${other.id}, 'vat', 'WAW/KRK/nr/yyyy')`;
  await expect(room.rows(again)).rejects.toThrow('one_series_a_pattern');
});

it('keeps what somebody else saved in another field, and asks about the same one (R117)', async () => {
  await anna.post(PAGE, form({ vat: 'FV/nr/yyyy' }));
  expect((await anna.post(PAGE, form({ bill: 'R/nr/yyyy' }))).status).toBe(303);
  expect(await stored()).toHaveLength(2);
  const late = await anna.post(PAGE, form({ vat: 'FA/nr/yyyy' }));
  expect(late.status).toBe(422);
  expect(late.text).toContain('Ktoś zmienił ten wzór w międzyczasie: FV/nr/yyyy.');
  expect(late.text).toMatch(/name="patterns\[0\]\[opened\]" value="FV\/nr\/yyyy"/);
});

it('tells the next number of each seller, where departments sell under different tax numbers (R96)', async () => {
  await warsaw({ taxNo: '5261040828', sellerName: 'Ogrody Warszawa' });
  await issue();
  const { text } = await anna.visit(PAGE);
  expect(text).toContain(`2/${MONTH}/${YEAR} (Ogrody Zielińska), 1/${MONTH}/${YEAR} (Ogrody Warszawa)`);
});

it('opens to administrators of Invoicing only, and shows others no panel (R75)', async () => {
  const { path, patterns } = await warsaw();
  expect((await anna.visit(`${path}/edit`)).text).toContain(patterns);
  await room.rows(`update memberships set role = 'user' where side = 'invoicing'`);
  for (const page of [PAGE, patterns]) {
    expect((await anna.visit(page)).status).toBe(403);
    expect((await anna.post(page, form({ vat: 'FV/nr/yyyy' }))).status).toBe(403);
  }
  expect((await anna.visit(`${path}/edit`)).text).not.toContain(patterns);
});

it("does not know another account's department (R114)", async () => {
  const { patterns } = await warsaw();
  const jan = await room.test.signedUp({ company: 'Obcy' });
  expect((await jan.visit(patterns)).status).toBe(404);
  expect((await jan.post(patterns, form({ vat: 'WAW/nr/yyyy' }))).status).toBe(404);
});

describe('while patterns are being typed', () => {
  /** What the form would be told below each family's field. */
  const samples = async (typed: Record<string, string>, path = PAGE) => {
    const rows = Object.entries(typed).flatMap(([family, pattern]) => Object.entries({ family, pattern }));
    const query = new URLSearchParams(rows);
    const { status, text } = await anna.visit(`${path}/samples?${query}`);
    expect(status).toBe(200);
    const said = [...text.matchAll(/class="([^"]*)" data-sample="(\w+)"[^>]*>([^<]*)</g)];
    return Object.fromEntries(said.map(([, look, family, words]) => [family, look.includes('wrong') ? `! ${words}` : words]));
  };

  it('tells the next number of the pattern that is typed, and saves nothing (R96)', async () => {
    await issue();
    expect(await samples({ vat: ' FV/nr/yyyy ', bill: '' })).toMatchObject({
      vat: `Następny numer: FV/1/${YEAR}.`,
      bill: `Następny numer: RACH/1/${MONTH}/${YEAR}.`,
    });
    expect((await samples({ vat: 'nr-m/mm/yyyy' })).vat).toBe(`Następny numer: 2/${MONTH}/${YEAR}.`);
    expect(await stored()).toEqual([]);
  });

  it('tells what is wrong with it, as saving would, beside what is typed for other kinds (R96)', async () => {
    const said = await samples({ vat: 'PRO/nr/yyyy', proforma: 'PF/nr/yyyy', bill: 'RACH/mm/yyyy', receipt: 'nr/yyyy' });
    expect(said.vat).toBe(`Następny numer: PRO/1/${YEAR}.`);
    expect(said.bill).toContain('! We wzorze brakuje licznika');
    expect(said.receipt).toContain('! Wzór musi zaczynać się literami');
    expect((await samples({ vat: 'PRO/nr/yyyy' })).vat).toContain('! Przedrostka PRO/ używa już inny rodzaj');
  });

  it('does so for one department under its mark, and for nobody without one (R96)', async () => {
    const { patterns } = await warsaw();
    expect((await samples({ vat: 'FV/nr/yyyy' }, patterns)).vat).toContain('! Wzór działu musi zawierać jego oznaczenie WAW');
    expect((await samples({ vat: 'FV/WAW/nr/yyyy' }, patterns)).vat).toBe(`Następny numer: FV/WAW/1/${YEAR}.`);
    expect((await anna.visit('/settings/departments/999999/number-patterns/samples')).status).toBe(404);
  });

  it('takes no notice of what is no pattern of a kind (R96)', async () => {
    const said = await samples({ nothing: 'x', vat: `${'x'.repeat(101)}` });
    expect(said.vat).toBe(`Następny numer: 1/${MONTH}/${YEAR}.`);
    expect(said).not.toHaveProperty('nothing');
  });
});
