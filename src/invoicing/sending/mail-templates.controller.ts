import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { Administrators, Side } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { openedOf } from '../../web/merging';
import { say } from '../../web/say';
import { isLanguage } from '../../web/translations';
import { KINDS, kindOf } from '../kinds';
import { MailTemplateInput } from './mail-template.input';
import { inForm, MailTemplates, usualText } from './mail-templates.service';
import { TemplatePreview } from './template-preview.service';

/** The texts of messages with documents (R52), for administrators of Invoicing. */
@Side('invoicing')
@Administrators()
@Controller('settings/mail-templates')
export class MailTemplatesController {
  constructor(
    private readonly templates: MailTemplates,
    private readonly preview: TemplatePreview,
  ) {}

  @Get()
  @Render('invoicing/sending/templates/index')
  async index() {
    const [templates, departments] = [await this.templates.list(), await this.templates.departments()];
    return {
      templates: templates.map(({ id, kind, departmentId, language, subject }) => ({
        ...{ subject, language },
        href: `/settings/mail-templates/${id}/edit`,
        kind: kind ? say(kindOf(kind)!.title) : null,
        department: departments.find(({ value }) => value === departmentId)?.label ?? null,
      })),
      usual: (['pl', 'en'] as const).map((language) => ({
        ...{ language, subject: usualText(language).subject },
        href: `/settings/mail-templates/new?language=${language}`,
      })),
    };
  }

  @Get('new')
  @Render('invoicing/sending/templates/blank')
  async blank(@Req() request: Request) {
    const language = isLanguage(request.query.language) ? request.query.language : 'pl';
    const values = { kind: null, departmentId: null, language, ...usualText(language), opened: null };
    return { values, ...(await this.around(values)) };
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: MailTemplateInput, @Req() request: Request) {
    await this.templates.create(input);
    flash(request, 'success', 'mail_templates.saved');
    return redirect('/settings/mail-templates');
  }

  @Get(':id/edit')
  @Render('invoicing/sending/templates/edit')
  async edit(@Req() request: Request) {
    const template = await this.templates.find(idOf(request));
    const values = { ...inForm(template), opened: openedOf(inForm(template)) };
    return { template: { id: template.id }, values, ...(await this.around(values)) };
  }

  @Post(':id')
  @FormOf('edit')
  async update(@Body() input: MailTemplateInput, @Req() request: Request) {
    await this.templates.update(idOf(request), input);
    flash(request, 'success', 'mail_templates.saved');
    return redirect('/settings/mail-templates');
  }

  @Post(':id/deletion')
  async destroy(@Req() request: Request) {
    await this.templates.remove(idOf(request));
    flash(request, 'success', 'mail_templates.removed');
    return redirect('/settings/mail-templates');
  }

  /** What stands around the fields: what may be chosen, the variables, and how the message will look. */
  private async around(values: Parameters<TemplatePreview['of']>[0]) {
    return {
      kinds: KINDS.map(({ code, title }) => ({ value: code, label: say(title) })),
      departments: await this.templates.departments(),
      languages: ['pl', 'en'].map((value) => ({ value, label: say(`mail_templates.language.${value}`) })),
      ...(await this.preview.of(values)),
    };
  }
}
