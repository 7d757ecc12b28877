import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { Panels } from '../../web/panels';
import { say } from '../../web/say';
import { NumberPatterns } from './number-patterns.service';
import { NumberingPreview } from './numbering-preview.service';
import { shownNumbering } from './numbering-words';

/** Hangs how a department numbers on its page, for administrators of Invoicing. */
@Injectable()
export class NumberingPanel implements OnModuleInit {
  constructor(
    private readonly panels: Panels,
    private readonly patterns: NumberPatterns,
    private readonly preview: NumberingPreview,
  ) {}

  onModuleInit() {
    this.panels.hang('department.patterns', ({ id }: { id: number }) => this.of(id));
  }

  private async of(id: number) {
    if (!Person.current.administers('invoicing')) return [];
    const department = (await this.patterns.departments()).find((one) => one.id === id)!;
    const families = (await this.preview.of(department)).map(shownNumbering);
    const rows = families.map(({ title, pattern, own, next }) => ({
      label: title,
      value: pattern,
      note: `${say(own ? 'number_patterns.own' : 'number_patterns.shared')} ${next}`,
    }));
    const [title, action] = [say('number_patterns.panel'), say('number_patterns.change')];
    return [{ title, rows, href: `/settings/departments/${id}/number-patterns`, action }];
  }
}
