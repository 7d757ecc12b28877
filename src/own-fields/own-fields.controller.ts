import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { BrokenRule } from '../broken-rule';
import { Administrators, Side } from '../web/doors';
import { FormOf } from '../web/form';
import { flash, idOf, type Request, redirect } from '../web/http';
import { openedOf } from '../web/merging';
import { say } from '../web/say';
import { OWN_RECORDS, OWN_TYPES } from './own-field.entity';
import { OwnFieldInput } from './own-field.input';
import { OwnFields } from './own-fields.service';

export const OWN_FIELDS = '/settings/own-fields';

/** The settings of own fields, for administrators of CRM (R13, R16). */
@Side('crm')
@Administrators()
@Controller('settings/own-fields')
export class OwnFieldsController {
  constructor(private readonly fields: OwnFields) {}

  @Get()
  @Render('own-fields/index')
  async index() {
    const groups = [];
    for (const record of OWN_RECORDS) {
      const fields = (await this.fields.list(record)).map((field) => ({ ...field }));
      groups.push({ record, title: say(`own_fields.of.${record}`), fields });
    }
    return { groups, removed: (await this.fields.removed()).map((field) => ({ ...field })) };
  }

  @Get('new')
  @Render('own-fields/blank')
  async blank(@Req() { query }: Request) {
    const record = OWN_RECORDS.find((each) => each === query.record) ?? 'client';
    return {
      values: { name: '', record, type: 'text', restricted: null, position: '', opened: '' },
      records: OWN_RECORDS.map((value) => ({ value, label: say(`own_fields.record.${value}`) })),
      types: OWN_TYPES.map((value) => ({ value, label: say(`own_fields.type.${value}`) })),
    };
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: OwnFieldInput, @Req() request: Request) {
    if (!input.record) throw new BrokenRule('own_field_record', {}, 'record');
    if (!input.type) throw new BrokenRule('own_field_type', {}, 'type');
    await this.fields.create(input);
    flash(request, 'success', 'own_fields.saved');
    return redirect(OWN_FIELDS);
  }

  @Get(':id/edit')
  @Render('own-fields/edit')
  async edit(@Req() request: Request) {
    const field = await this.fields.find(idOf(request));
    return {
      field: { ...field, variable: `{{${field.record}.own.${field.key}}}` },
      values: { ...field.said, opened: openedOf(field.said) },
    };
  }

  @Post(':id')
  @FormOf('edit')
  async update(@Body() input: OwnFieldInput, @Req() request: Request) {
    await this.fields.update(idOf(request), input);
    flash(request, 'success', 'own_fields.saved');
    return redirect(OWN_FIELDS);
  }
}
