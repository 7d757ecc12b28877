import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Change, History, type Several } from '../history/history.service';
import { type Language, translate } from '../web/translations';
import type { OwnField } from './own-field.entity';
import { OwnFields } from './own-fields.service';
import { type Own, writtenOwn } from './own-values';

/** Says what changed in own fields by their names: old and new, and of restricted ones only that they did (R16, R119). */
@Injectable()
export class OwnHistory implements OnModuleInit {
  constructor(
    private readonly history: History,
    private readonly fields: OwnFields,
  ) {}

  onModuleInit() {
    this.history.tells('own', (all, language) => this.tell(all, (one, fields) => changesOf(one, fields, language)));
    this.history.tells('own_restricted', (all, language) => this.tell(all, (one, fields) => secretOf(one, fields, language)));
  }

  private async tell(all: Several[], say: (one: Several, fields: OwnField[]) => Change[]): Promise<Change[][]> {
    const fields = await this.fields.all();
    return all.map((one) =>
      say(
        one,
        fields.filter(({ record }) => `${record}s` === one.table),
      ),
    );
  }
}

function changesOf({ difference }: Several, fields: OwnField[], language: Language): Change[] {
  const [before, after]: Own[] = [difference.before, difference.after].map((text) => JSON.parse(text ?? '{}'));
  return fields
    .filter(({ key }) => before[key] !== after[key])
    .map(({ key, name, type }) => {
      const say = (own: Own) => (own[key] === undefined ? null : writtenOwn(type, own[key], language));
      return { label: name, before: say(before), after: say(after) };
    });
}

function secretOf({ difference }: Several, fields: OwnField[], language: Language): Change[] {
  const field = fields.find(({ key }) => key === difference.after);
  return field ? [{ label: field.name, before: null, after: translate(language, 'history.secret') }] : [];
}
