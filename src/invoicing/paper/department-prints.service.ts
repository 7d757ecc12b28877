import { Injectable } from '@nestjs/common';
import { BrokenRule } from '../../broken-rule';
import { Database } from '../../database/database';
import type { DepartmentPrintInput } from './department-print.input';
import { DEFAULT_ACCENT } from './paper';

/** A department by its name, with how its documents are printed. */
export interface DepartmentPrint {
  department: { id: number; name: string };
  values: DepartmentPrintInput;
}

const COLUMNS = 'accent, closing_pl, closing_en, closing_de, footer_pl, footer_en, footer_de';
/** So much darker than paper must a colour be that titles are set in (WCAG 2.2, large text). */
const LEAST_CONTRAST = 3;

/** How each department's documents look, and what they say beside their own words (R101). */
@Injectable()
export class DepartmentPrints {
  constructor(private readonly database: Database) {}

  /** What is set for a department, or the usual; undefined when there is no such department. */
  async of(departmentId: number): Promise<DepartmentPrint | undefined> {
    const [row] = await this.database.query<(DepartmentPrintInput & { id: number; name: string })[]>(
      `select d.id, d.name, coalesce(p.accent, $2) accent, p.closing_pl "closingPl", p.closing_en "closingEn", p.closing_de "closingDe",
          p.footer_pl "footerPl", p.footer_en "footerEn", p.footer_de "footerDe", coalesce(p.version, 0)::text version
        from departments d left join department_prints p on p.department_id = d.id where d.id = $1`,
      [departmentId, DEFAULT_ACCENT],
    );
    if (!row) return undefined;
    const { id, name, ...values } = row;
    return { department: { id, name }, values };
  }

  /** @throws BrokenRule for a colour that is none or too pale to read, or when somebody else saved meanwhile (R117) */
  async save(departmentId: number, input: DepartmentPrintInput) {
    const accent = input.accent.toLowerCase();
    if (!/^#[0-9a-f]{6}$/.test(accent)) throw new BrokenRule('print_accent', {}, 'accent');
    if (contrastOf(accent) < LEAST_CONTRAST) throw new BrokenRule('print_accent_pale', {}, 'accent');
    const texts = [input.closingPl, input.closingEn, input.closingDe, input.footerPl, input.footerEn, input.footerDe];
    const saved = await this.database.query<object[]>(
      `insert into department_prints as p (department_id, ${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (account_id, department_id) do update set (${COLUMNS}, version) = ($2, $3, $4, $5, $6, $7, $8, p.version + 1)
        where p.version::text = $9 returning id`,
      [departmentId, accent, ...texts, input.version],
    );
    if (saved.length === 0) throw new BrokenRule('prints_changed_meanwhile');
  }
}

/** How much darker than white a colour is. @param colour '#1f5673' */
function contrastOf(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
