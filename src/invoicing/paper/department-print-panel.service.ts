import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { Panels } from '../../web/panels';
import { say } from '../../web/say';
import { DepartmentPrints } from './department-prints.service';
import { DEFAULT_ACCENT } from './paper';

/** Hangs how a department's documents are printed on its page, for administrators of Invoicing; their colour for whoever prints else. */
@Injectable()
export class DepartmentPrintPanel implements OnModuleInit {
  constructor(
    private readonly panels: Panels,
    private readonly prints: DepartmentPrints,
  ) {}

  onModuleInit() {
    this.panels.hang('department.patterns', ({ id }: { id: number }) => this.of(id));
    this.panels.hang('department.colour', async ({ id }: { id: number }) => [
      { colour: (await this.prints.of(id))?.values.accent ?? DEFAULT_ACCENT },
    ]);
  }

  private async of(id: number) {
    if (!Person.current.administers('invoicing')) return [];
    const { accent, closingPl, footerPl } = (await this.prints.of(id))!.values;
    const rows = [
      { label: say('paper.settings.accent'), value: accent, note: say('paper.settings.accent.note') },
      { label: say('paper.settings.closing'), value: first(closingPl), note: say('documents.languages.pl') },
      { label: say('paper.settings.footer'), value: first(footerPl), note: say('documents.languages.pl') },
    ];
    return [
      {
        title: say('paper.settings.title'),
        rows,
        href: `/settings/departments/${id}/print`,
        action: say('paper.settings.change'),
      },
    ];
  }
}

/** So much of a text that a panel has room for. */
function first(text: string | null): string {
  if (!text) return '–';
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
