import { Controller, ForbiddenException, Get, NotFoundException, Render, Req } from '@nestjs/common';
import { Side } from '../../web/doors';
import type { Request } from '../../web/http';
import { PROVERS } from '../../web/navigation';
import { NumberPatterns } from './number-patterns.service';
import { NumberProof, type SeriesKey } from './number-proof.service';
import type { ProvedSeries } from './numbering-proof';
import { titleOf } from './numbering-words';
import { rangeOf } from './series-audit';

/** Explanations on one page. */
const TOLD = 100;
const HOME = '/invoicing/number-proof';

/** Shows of each series of numbers that none is missing or doubled, and why some stand on no living document (R120). */
@Controller('invoicing/number-proof')
@Side('invoicing')
export class NumberProofController {
  constructor(
    private readonly proofs: NumberProof,
    private readonly patterns: NumberPatterns,
  ) {}

  @Get()
  @Render('invoicing/numbering/proof')
  async index(@Req() request: Request) {
    refuseOthers(request);
    const after = keyOf(request);
    const { proof, next } = await this.proofs.page(after);
    const departments = await this.patterns.departments();
    return {
      series: proof.series.map((one) => this.shown(one, departments)),
      proved: proof.series.every(({ proved }) => proved),
      typed: after ? [] : await this.proofs.typedOutside(),
      older: next && addressOf(HOME, next),
      newer: after && HOME,
    };
  }

  @Get('series')
  @Render('invoicing/numbering/proved-series')
  async show(@Req() request: Request) {
    refuseOthers(request);
    const key = keyOf(request);
    const series = key && (await this.proofs.series(key));
    if (!series) throw new NotFoundException();
    const from = Number(request.query.after ?? 0) || 0;
    const told = series.explanations.filter(({ counter }) => counter > from);
    const page = told.slice(0, TOLD);
    const address = addressOf(`${HOME}/series`, key);
    return {
      ...this.shown(series, await this.patterns.departments()),
      explanations: page.map(({ jump, ...one }) => ({
        ...one,
        jump: jump && rangeOf(jump),
        href: `/invoicing/invoices/${one.id}`,
      })),
      older: told.length > TOLD ? `${address}&after=${page.at(-1)!.counter}` : null,
      newer: from ? address : null,
    };
  }

  private shown({ counter, counts, missing, doubled, proved }: ProvedSeries, departments: { id: number; name: string }[]) {
    const { seller, family, department, pattern, period, last } = counter;
    return {
      ...{ seller, pattern, period, last, ...counts, proved },
      title: titleOf(family),
      department: departments.find(({ id }) => id === department)?.name ?? null,
      missing: missing.join(', '),
      doubled: doubled.join(', '),
      href: addressOf(`${HOME}/series`, counter),
    };
  }
}

function refuseOthers({ person }: Request) {
  if (!PROVERS.includes(person.invoicing!.role)) throw new ForbiddenException();
}

/** The series that the address names; null when it names none. */
function keyOf({ query }: Request): SeriesKey | null {
  const { period, family, seller = '', department = '', pattern } = query;
  if (!period || !family || !pattern || !/^\d{1,15}$/.test(department)) return null;
  return { period, family, seller, department: Number(department), pattern };
}

function addressOf(path: string, { period, family, seller, department, pattern }: SeriesKey) {
  return `${path}?${new URLSearchParams({ period, family, seller, department: String(department), pattern })}`;
}
