import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable, NotFoundException } from '@nestjs/common';
import { Database } from '../../database/database';
import { DepartmentLogos } from '../../departments/department-logos.service';
import { VIEWS } from '../../web/folders';
import { Panels } from '../../web/panels';
import type { Offer } from './offer.entity';
import { escaped } from './offer-text';

const STYLE = ['offer-sheet.css', 'offer-text.css']
  .map((file) => readFileSync(join(VIEWS, 'assets', 'css', file), 'utf8'))
  .join('\n');
/** While a department has no colour of its own. */
const USUAL_COLOUR = '#1f5673';

/** An offer's sheet as a page of its own, with the policy below which it is to be shown. */
export interface Sheet {
  html: string;
  contentSecurityPolicy: string;
}

/** What of an offer says how its sheet looks. */
export type Dress = Pick<Offer, 'title' | 'language' | 'colour' | 'showsLogo' | 'footer' | 'departmentId'>;

/** An offer as its client sees it: logo, colour, text, footer (R80). */
@Injectable()
export class OfferSheets {
  constructor(
    private readonly database: Database,
    private readonly logos: DepartmentLogos,
    private readonly panels: Panels,
  ) {}

  /**
   * A whole page for a frame: no script of it runs, nothing is fetched, and its style is no other than ours, whatever stands in it.
   * @param body cleaned HTML, filled
   */
  async of(dress: Dress, body: string): Promise<Sheet> {
    const { colour, logo } = await this.looksOf(dress);
    const style = `${STYLE}\n:root { --accent: ${colour}; }`;
    const picture = logo && `<img class="logo" src="${logo}" alt="" />`;
    const footer = dress.footer && `<footer>${escaped(dress.footer)}</footer>`;
    return {
      html: `<!doctype html><html lang="${dress.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(dress.title)}</title><style>${style}</style></head><body><header>${picture ?? ''}</header><main>${body}</main>${footer ?? ''}</body></html>`,
      contentSecurityPolicy: policyOf(style),
    };
  }

  /** The colour as `#rrggbb`, and the logo as a data URL or null; an offer of no department has those of the main one. */
  async looksOf({ colour, showsLogo, departmentId }: Dress): Promise<{ colour: string; logo: string | null }> {
    const department = departmentId ?? (await this.mainDepartment());
    if (department === null) return { colour: colour ?? USUAL_COLOUR, logo: null };
    return {
      colour: colour ?? (await this.colourOf(department)),
      logo: showsLogo ? await this.logoOf(department) : null,
    };
  }

  private async mainDepartment() {
    const [row] = await this.database.query<{ id: number }[]>('select id from departments where main');
    return row?.id ?? null;
  }

  private async colourOf(department: number) {
    const [look] = (await this.panels.at('department.colour', { id: department })) as { colour: string }[];
    return look?.colour ?? USUAL_COLOUR;
  }

  private async logoOf(department: number) {
    try {
      const { type, bytes } = await this.logos.read(department);
      return `data:${type};base64,${bytes.toString('base64')}`;
    } catch (error) {
      if (error instanceof NotFoundException) return null;
      throw error;
    }
  }
}

/** Of what a sandbox forbids only links are allowed: they open beside the frame, on a page of their own. */
function policyOf(style: string) {
  const ours = createHash('sha256').update(style).digest('base64');
  return `default-src 'none'; style-src 'sha256-${ours}'; img-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox allow-popups allow-popups-to-escape-sandbox`;
}
