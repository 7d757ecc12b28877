import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { Administrators, Side } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { openedOf } from '../../web/merging';
import { say } from '../../web/say';
import { isLanguage, LANGUAGES } from '../../web/translations';
import { editorWords } from './editor-words';
import type { OfferTemplate } from './offer-template.entity';
import { OfferTemplateInput } from './offer-template.input';
import { OfferTemplates, sayingOf } from './offer-templates.service';
import { OfferVariables } from './offer-variables.service';
import { TemplateSamples } from './template-samples.service';
import { type Beginning, usualTemplate } from './usual-templates';

/** What a colour's field shows while none was chosen. */
const FIRST_COLOUR = '#1f5673';

/** What offers begin with (R80), for administrators of CRM. */
@Side('crm')
@Administrators()
@Controller('settings/offer-templates')
export class OfferTemplatesController {
  constructor(
    private readonly templates: OfferTemplates,
    private readonly variables: OfferVariables,
    private readonly samples: TemplateSamples,
  ) {}

  @Get()
  @Render('crm/offer-templates/index')
  async index(@Req() request: Request) {
    const beginnings = await this.templates.beginnings(request.person.language);
    return {
      templates: beginnings.map(({ id, name, language }) => ({
        ...{ name, language, usual: id === null },
        href: id === null ? `/settings/offer-templates/new?language=${language}` : `/settings/offer-templates/${id}/edit`,
      })),
    };
  }

  @Get('new')
  @Render('crm/offer-templates/blank')
  async blank(@Req() { query, person }: Request) {
    const usual = usualTemplate(isLanguage(query.language) ? query.language : person.language);
    return { values: { ...inForm(usual), name: '', opened: '' }, ...(await this.choices()) };
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: OfferTemplateInput, @Req() request: Request) {
    const { id } = await this.templates.create(input);
    flash(request, 'success', 'offer_templates.saved');
    return redirect(`/settings/offer-templates/${id}/edit`);
  }

  @Get(':id/edit')
  @Render('crm/offer-templates/edit')
  async edit(@Req() request: Request) {
    const template = await this.templates.find(idOf(request));
    const deals = await this.samples.newest();
    return {
      template: { id: template.id, name: template.name, removed: template.removedAt !== null },
      values: { ...inForm(template), opened: openedOf(sayingOf(template)) },
      deals,
      deal: (deals.find(({ id }) => String(id) === request.query.deal) ?? deals[0])?.id ?? null,
      ...(await this.choices()),
    };
  }

  @Post(':id')
  @FormOf('edit')
  async update(@Body() input: OfferTemplateInput, @Req() request: Request) {
    const id = idOf(request);
    await this.templates.update(id, input);
    flash(request, 'success', 'offer_templates.saved');
    return redirect(`/settings/offer-templates/${id}/edit`);
  }

  @Post(':id/deletion')
  async destroy(@Req() request: Request) {
    await this.templates.remove(idOf(request));
    flash(request, 'success', 'offer_templates.removed');
    return redirect('/settings/offer-templates');
  }

  @Post(':id/restoration')
  async restore(@Req() request: Request) {
    const id = idOf(request);
    await this.templates.restore(id);
    flash(request, 'success', 'offer_templates.saved');
    return redirect(`/settings/offer-templates/${id}/edit`);
  }

  private async choices() {
    return {
      languages: LANGUAGES.map((value) => ({ value, label: say(`offers.language.${value}`) })),
      variables: await this.variables.groups(),
      editorWords: editorWords(),
    };
  }
}

function inForm({ name, language, html, colour, showsLogo, footer }: OfferTemplate | Beginning) {
  return {
    name,
    language,
    html,
    colourOf: colour ? 'own' : 'department',
    colour: colour ?? FIRST_COLOUR,
    showsLogo,
    footer: footer ?? '',
  };
}
