import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { History } from '../../history/history.service';
import { Administrators, Side } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { InvalidInput } from '../../web/input.pipe';
import { openedOf } from '../../web/merging';
import { say } from '../../web/say';
import { isLanguage, LANGUAGES } from '../../web/translations';
import { LetterTemplateInput } from './letter-template.input';
import { inForm, LetterTemplates, ready } from './letter-templates.service';
import { TemplateTrial } from './template-trial.service';

const HOME = '/settings/letter-templates';

/** The texts by which CRM writes to clients, for administrators of CRM. */
@Side('crm')
@Administrators()
@Controller('settings/letter-templates')
export class LetterTemplatesController {
  constructor(
    private readonly templates: LetterTemplates,
    private readonly trial: TemplateTrial,
    private readonly history: History,
  ) {}

  @Get()
  @Render('crm/letters/templates/index')
  async index() {
    const own = await this.templates.list();
    const row = ({ name, language, subject }: (typeof own)[number] | ReturnType<typeof ready>[number]) => ({
      ...{ name, subject },
      language: say(`letters.language.${language}`),
    });
    return {
      isOwn: own.length > 0,
      rows: own.length
        ? own.map((template) => ({ ...row(template), href: `${HOME}/${template.id}/edit` }))
        : ready().map((template) => ({ ...row(template), href: `${HOME}/new?ready=${template.key}` })),
    };
  }

  @Get('new')
  @Render('crm/letters/templates/blank')
  async blank(@Req() request: Request) {
    const from = ready().find(({ key }) => key === request.query.ready);
    const values = {
      name: '',
      language: Person.current.language,
      subject: '',
      body: '',
      ...(from && inForm(from)),
      opened: null,
    };
    return { values, ...(await this.around(values, request)) };
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: LetterTemplateInput, @Req() request: Request) {
    if (input.next === 'show') throw new InvalidInput([]);
    await this.templates.create(input);
    flash(request, 'success', 'letter_templates.saved');
    return redirect(HOME);
  }

  @Get(':id/edit')
  @Render('crm/letters/templates/edit')
  async edit(@Req() request: Request) {
    const template = await this.templates.find(idOf(request));
    const values = { ...inForm(template), opened: openedOf(inForm(template)) };
    return {
      template: { id: template.id },
      values,
      ...(await this.around(values, request)),
      entries: await this.history.of([{ table: 'letter_templates', id: template.id }], Person.current.language),
    };
  }

  @Post(':id')
  @FormOf('edit')
  async update(@Body() input: LetterTemplateInput, @Req() request: Request) {
    if (input.next === 'show') throw new InvalidInput([]);
    await this.templates.update(idOf(request), input);
    flash(request, 'success', 'letter_templates.saved');
    return redirect(HOME);
  }

  @Post(':id/deletion')
  async destroy(@Req() request: Request) {
    await this.templates.remove(idOf(request));
    flash(request, 'success', 'letter_templates.removed');
    return redirect(HOME);
  }

  /** What stands around the fields: languages, variables, and how the letter will look, as it was typed where the form is shown again. */
  private async around(values: { subject: string; body: string; language: LetterTemplateInput['language'] }, { body }: Request) {
    const typed = (name: 'subject' | 'body') => (typeof body?.[name] === 'string' ? body[name] : values[name]);
    const language = isLanguage(body?.language) ? body.language : values.language;
    const tried = body && (Number(body.tried) || null);
    return {
      languages: LANGUAGES.map((value) => ({ value, label: say(`letters.language.${value}`) })),
      ...(await this.trial.of({ subject: typed('subject'), body: typed('body'), language }, tried)),
    };
  }
}
