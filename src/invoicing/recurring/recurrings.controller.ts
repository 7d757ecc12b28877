import { Body, Controller, Get, NotFoundException, Post, Render, Req } from '@nestjs/common';
import { UNITS } from '../../calendar/rhythm';
import { addDays, today } from '../../clock';
import { History } from '../../history/history.service';
import { Side } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { openedOf } from '../../web/merging';
import { say } from '../../web/say';
import { DocumentReader } from '../invoices/document-reader';
import { listed } from '../invoices/looks';
import type { Recurring } from './recurring.entity';
import { RecurringInput } from './recurring.input';
import { RecurringDocuments } from './recurring-documents.service';
import { Recurrings, typedOf } from './recurrings.service';

const LOOKS = {
  active: { colour: 'good', sign: 'repeat' },
  failing: { colour: 'bad', sign: 'alert' },
  paused: { colour: 'warn', sign: 'clock' },
  ended: { colour: 'quiet', sign: 'check' },
  deleted: { colour: 'bad', sign: 'trash' },
};

/** Documents that recur (R102). */
@Controller('invoicing/recurring')
@Side('invoicing')
export class RecurringsController {
  constructor(
    private readonly recurrings: Recurrings,
    private readonly documents: RecurringDocuments,
    private readonly reader: DocumentReader,
    private readonly history: History,
  ) {}

  @Get()
  @Render('invoicing/recurring/index')
  async index() {
    const recurrings = await this.recurrings.list();
    return { recurrings: recurrings.map((recurring) => ({ ...shown(recurring), buyer: recurring.buyer, made: recurring.made })) };
  }

  @Get('new')
  @Render('invoicing/recurring/blank')
  async blank(@Req() request: Request) {
    const asked = request.query.source ?? '';
    if (!/^[1-9]\d{0,14}$/.test(asked)) throw new NotFoundException();
    const source = await this.reader.find(Number(asked));
    return {
      ...choices(),
      source: listed(source),
      values: {
        ...{
          sourceId: source.id,
          name: source.lines![0].name.slice(0, 255),
          every: 1,
          unit: 'month',
          firstOn: addDays(today(), 1),
        },
        ...{ workingDays: false, endOn: null, most: null, priceChangeOn: null, priceChange: null, asDraft: false },
        ...{ mailed: false, recipients: source.buyer.email, comment: null, opened: null, version: null },
      },
    };
  }

  @Get(':id')
  @Render('invoicing/recurring/show')
  async show(@Req() request: Request) {
    const recurring = await this.recurrings.find(idOf(request));
    const made = await this.recurrings.madeBy(recurring.id);
    return {
      recurring: shown(recurring),
      foreseen: recurring.deletedAt ? [] : await this.documents.foreseen(recurring),
      made: made.map((document) => ({ ...document, href: `/invoicing/invoices/${document.id}` })),
      sourceHref: `/invoicing/invoices/${recurring.sourceId}`,
      entries: await this.history.of([{ table: 'recurrings', id: recurring.id }], request.person.language),
    };
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: RecurringInput, @Req() request: Request) {
    const id = await this.recurrings.create(input);
    flash(request, 'success', 'recurring.saved');
    return redirect(`/invoicing/recurring/${id}`);
  }

  @Get(':id/edit')
  @Render('invoicing/recurring/edit')
  async edit(@Req() request: Request) {
    const recurring = await this.recurrings.find(idOf(request));
    const typed = typedOf(recurring);
    const { priceChange } = typed;
    return {
      ...choices(),
      recurring: shown(recurring),
      values: {
        ...typed,
        priceChange: priceChange && inWords(priceChange.toFixed(2), request),
        sourceId: null,
        opened: openedOf(typed),
        version: recurring.version,
      },
    };
  }

  @Post(':id')
  @FormOf('edit')
  async update(@Body() input: RecurringInput, @Req() request: Request) {
    await this.recurrings.update(idOf(request), input);
    flash(request, 'success', 'recurring.saved');
    return redirect(`/invoicing/recurring/${idOf(request)}`);
  }
}

function shown(recurring: Recurring) {
  const {
    id,
    name,
    every,
    unit,
    nextOn,
    endOn,
    most,
    priceChange,
    priceChangeOn,
    mailed,
    asDraft,
    workingDays,
    failure,
    retryOn,
    comment,
  } = recurring;
  return {
    ...{ id, name, nextOn, endOn, most, priceChange, priceChangeOn, mailed, asDraft, workingDays, failure, retryOn, comment },
    ...{ state: recurring.state, ...LOOKS[recurring.state] },
    rhythm: say(`recurring.every.${unit}`, { every }),
    href: `/invoicing/recurring/${id}`,
    isDeleted: recurring.deletedAt !== null,
    isPaused: recurring.pausedAt !== null,
  };
}

function inWords(figure: string, { person }: Request) {
  return person.language === 'en' ? figure : figure.replace('.', ',');
}

function choices() {
  return { units: UNITS.map((unit) => ({ value: unit, label: say(`recurring.unit.${unit}`) })) };
}
