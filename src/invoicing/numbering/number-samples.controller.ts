import { Controller, Get, NotFoundException, Render, Req } from '@nestjs/common';
import { Administrators, Side } from '../../web/doors';
import { idOf, type Request } from '../../web/http';
import { say } from '../../web/say';
import { FAMILIES } from '../kinds';
import { NumberPatterns, type TypedPattern } from './number-patterns.service';
import { NumberingPreview } from './numbering-preview.service';
import { shownNumbering } from './numbering-words';

const LONGEST = 100;

/** The next number of each pattern while it is being typed, or what is wrong with it (R96); a fragment of both forms of patterns. */
@Side('invoicing')
@Administrators()
@Controller(['settings/number-patterns/samples', 'settings/departments/:id/number-patterns/samples'])
export class NumberSamplesController {
  constructor(
    private readonly patterns: NumberPatterns,
    private readonly preview: NumberingPreview,
  ) {}

  /** `?family=&pattern=` once for each row of the form, for one row's pattern is judged beside the others'. */
  @Get()
  @Render('invoicing/numbering/samples')
  async index(@Req() request: Request) {
    const department = request.params.id ? await this.find(idOf(request)) : null;
    const typed = typedIn(request.query);
    const refusals = await this.patterns.refusals(department, typed);
    const fit = typed.filter(({ family }) => !refusals.has(family));
    const families = (await this.preview.of(department, fit)).map(shownNumbering);
    return {
      samples: families.map(({ family, next }) => {
        const refusal = refusals.get(family);
        return { family, next, wrong: refusal ? say(`broken.${refusal.key}`, refusal.values) : null };
      }),
    };
  }

  private async find(id: number) {
    const department = (await this.patterns.departments()).find((one) => one.id === id);
    if (!department) throw new NotFoundException();
    return department;
  }
}

/** The rows of the form; what is no family, or longer than a pattern may be, is left out. */
function typedIn({ family, pattern }: Record<string, unknown>): TypedPattern[] {
  const patterns = [pattern].flat();
  return [family].flat().flatMap((name, at) => {
    const text = patterns[at];
    if (typeof name !== 'string' || !FAMILIES.has(name) || typeof text !== 'string' || text.length > LONGEST) return [];
    return [{ family: name, pattern: text.trim() || null }];
  });
}
