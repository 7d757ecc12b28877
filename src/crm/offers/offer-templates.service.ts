import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository } from 'typeorm';
import { BrokenRule } from '../../broken-rule';
import { History } from '../../history/history.service';
import { changedMeanwhile, merged } from '../../web/merging';
import { say } from '../../web/say';
import { LANGUAGES, type Language } from '../../web/translations';
import { cleanHtml } from './clean-html';
import { digestOf } from './digest';
import { OfferTemplate } from './offer-template.entity';
import type { OfferTemplateInput } from './offer-template.input';
import { type Beginning, type Choice, usualTemplate } from './usual-templates';

/** What offers begin with (R80). */
@Injectable()
export class OfferTemplates {
  constructor(
    @InjectRepository(OfferTemplate) private readonly templates: Repository<OfferTemplate>,
    private readonly history: History,
  ) {}

  /** One in use or removed. @throws EntityNotFoundError */
  find(id: number): Promise<OfferTemplate> {
    return this.templates.findOneByOrFail({ id });
  }

  /** What may be chosen for a new offer, those of a language first: the firm's own, and Tandem's in languages that it has none of. */
  async beginnings(language: Language): Promise<Choice[]> {
    const select = { id: true, name: true, language: true } as const;
    const own = await this.templates.find({ select, where: { removedAt: IsNull() }, order: { name: 'ASC', id: 'ASC' } });
    const usual = LANGUAGES.filter((each) => own.every((template) => template.language !== each)).map(usualTemplate);
    return [...own, ...usual]
      .map(({ id, name, language }) => ({ id, name, language }))
      .sort((a, b) => Number(b.language === language) - Number(a.language === language));
  }

  /** All of one that was chosen. @throws EntityNotFoundError */
  async whole({ id, language }: Pick<Choice, 'id' | 'language'>): Promise<Beginning> {
    return id === null ? usualTemplate(language) : this.find(id);
  }

  async create(input: OfferTemplateInput): Promise<OfferTemplate> {
    const html = await cleanHtml(input.html);
    const template = this.templates.create({ ...saidIn(input), html });
    return this.templates.save(template);
  }

  /** @throws InvalidInput where somebody else changed the same field meanwhile (R117) */
  async update(id: number, typed: OfferTemplateInput) {
    const html = await cleanHtml(typed.html, (await this.find(id)).html);
    const template = await this.lock(id);
    const before = sayingOf(template);
    const { input, conflicts } = merged({ ...saidIn(typed), html: digestOf(html) }, typed.opened, before);
    if (conflicts.length) {
      const labels = { html: say('offers.other_text'), showsLogo: say(`offers.logo.${before.showsLogo}`) };
      throw changedMeanwhile(conflicts, typed.opened, await this.history.lastWriter('offer_templates', id), labels);
    }
    Object.assign(template, input, { html: input.html === before.html ? template.html : html });
    await this.templates.save(template);
  }

  /** Nobody chooses it any more; offers made from it stay. A second time changes nothing. */
  async remove(id: number) {
    const template = await this.lock(id);
    template.removedAt ??= new Date();
    await this.templates.save(template);
  }

  async restore(id: number) {
    const template = await this.lock(id);
    template.removedAt = null;
    await this.templates.save(template);
  }

  private lock(id: number) {
    return this.templates.findOneOrFail({ where: { id }, lock: { mode: 'for_no_key_update' } });
  }
}

/** A template as its form says it, its text as a digest (R117). */
export function sayingOf({ name, language, html, colour, showsLogo, footer }: OfferTemplate) {
  return { name, language, html: digestOf(html), colour, showsLogo, footer };
}

/** @throws BrokenRule for a colour that is none */
function saidIn({ name, language, colourOf, colour, showsLogo, footer }: OfferTemplateInput) {
  const own = colourOf === 'own' ? (colour ?? '').toLowerCase() : null;
  if (own !== null && !/^#[0-9a-f]{6}$/.test(own)) throw new BrokenRule('offer_colour', {}, 'colour');
  return { name, language, colour: own, showsLogo, footer };
}
