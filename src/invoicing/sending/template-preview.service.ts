import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Not, type Repository } from 'typeorm';
import { Person } from '../../accounts/person';
import { addDays, today } from '../../clock';
import { filled, type Values } from '../../mail/template-text';
import { SETTINGS, type Settings } from '../../settings';
import { writtenDay, writtenMoney } from '../../web/formats';
import { say } from '../../web/say';
import { LANGUAGES, type Language, translate } from '../../web/translations';
import { Invoice } from '../invoices/invoice.entity';
import { VARIABLES, valuesOf } from './variables';

/** So many of the newest documents can be tried in a template. */
const TRIED = 5;

/** How a template will look once it is filled in: with the newest documents, and with an example where there is none. */
@Injectable()
export class TemplatePreview {
  constructor(
    @InjectRepository(Invoice) private readonly invoices: Repository<Invoice>,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async of({ subject, body, language }: { subject: string; body: string | null; language: Language }) {
    const newest = await this.invoices.find({
      where: { issuedAt: Not(IsNull()), deletedAt: IsNull() },
      order: { issueOn: 'DESC', id: 'DESC' },
      take: TRIED,
    });
    const link = `${this.settings.baseUrl}/invoice/…`;
    const { name } = Person.current;
    const tried = newest.map((invoice) => ({
      label: `${say(invoice.documentKind.title)} ${invoice.number} · ${invoice.buyer.name ?? ''}`,
      values: inEach((each) => ({ ...valuesOf(invoice, each, name), link })),
    }));
    const examples = [
      ...tried,
      { label: say('mail_templates.example'), values: inEach((each) => ({ ...example(each, name), link })) },
    ];
    const values = examples[0].values[language];
    return {
      variables: VARIABLES.map((variable) => ({
        name: `{{${variable}}}`,
        says: say(`variables.${variable}`),
        sample: values[variable],
      })),
      examples,
      preview: { subject: filled(subject, values), text: filled(body ?? '', values), label: examples[0].label },
    };
  }
}

function inEach(values: (language: Language) => Values) {
  return Object.fromEntries(LANGUAGES.map((language) => [language, values(language)])) as Record<Language, Values>;
}

function example(language: Language, user: string): Values {
  const money = (amount: string) => writtenMoney(amount, 'PLN', language);
  const [issuedOn, dueOn] = [today(), addDays(today(), 14)].map((on) => writtenDay(on, language));
  return {
    'document.number': `1/${today().slice(5, 7)}/${today().slice(0, 4)}`,
    'document.kind': translate(language, 'kinds.vat'),
    'document.issuedOn': issuedOn,
    'document.soldOn': issuedOn,
    'document.dueOn': dueOn,
    'document.net': money('1000.00'),
    'document.vat': money('230.00'),
    'document.gross': money('1230.00'),
    'document.toPay': money('1230.00'),
    'document.currency': 'PLN',
    'document.orderNo': 'ZAM-7',
    'buyer.name': 'Kawiarnia Pod Lipą',
    'buyer.taxNo': '5252445767',
    'seller.name': Person.current.accountName,
    'seller.taxNo': '7010001115',
    'seller.account': '61 1090 1014 0000 0712 1981 2874',
    'seller.bank': 'Bank',
    'seller.email': 'biuro@example.com',
    'seller.phone': '+48 600 100 200',
    'user.name': user,
  };
}
