import { Person } from '../../accounts/person';
import { written, writtenDay, writtenMoney } from '../../web/formats';
import { say } from '../../web/say';
import { kindOf } from '../kinds';
import type { Basis } from './basis';
import type { Invoice } from './invoice.entity';
import type { InvoiceLine } from './invoice-line.entity';

/** What the form of a document says of the others that it stands on; nothing of most documents. */
export interface StandingForm {
  corrected: { title: string; toZeroHref: string | null } | null;
  /** Lines as they were before a correction, in the order of the form's lines. */
  was: string[];
  /** Advances that a final invoice may take off. */
  advances: { value: number; label: string }[];
  share: { percent: string; amount: string; kept: { name: string; value: string }[] } | null;
}

export const STANDING_ON_NOTHING: StandingForm = { corrected: null, was: [], advances: [], share: null };

/** What is corrected. @param source that a new correction corrects; null in the form of one that is there */
export function standingOnCorrected({ root, lines }: NonNullable<Basis['corrected']>, source: number | null): StandingForm {
  const { language } = Person.current;
  const title = say('documents.corrects', {
    title: say(kindOf(root.kind)!.title),
    number: root.number,
    day: writtenDay(root.issueOn, language),
  });
  const toZeroHref = source === null ? null : `/invoicing/invoices/new?from=${source}&kind=correction&to=zero`;
  return { ...STANDING_ON_NOTHING, corrected: { title, toZeroHref }, was: lines.map(lineInWords) };
}

/** What is said of an advance where it is listed. */
export type ListedAdvance = Pick<Invoice, 'id' | 'number' | 'issueOn' | 'gross' | 'currency'>;

/** Advances of a final invoice, each with its day and gross. */
export function standingOnAdvances(advances: ListedAdvance[]): StandingForm {
  const { language } = Person.current;
  return {
    ...STANDING_ON_NOTHING,
    advances: advances.map(({ id, number, issueOn, gross, currency }) => ({
      value: id,
      label: `${number}, ${writtenDay(issueOn, language)}, ${writtenMoney(gross, currency, language)}`,
    })),
  };
}

function lineInWords({ name, quantity, unit, price, vatRate }: InvoiceLine) {
  const { language } = Person.current;
  const rate = say(`vat_rates.${vatRate}`);
  return say('documents.was', {
    ...{ name, unit: unit ?? '', rate },
    quantity: written(quantity, language, quantity.decimalPlaces()),
    price: written(price, language, Math.max(2, price.decimalPlaces())),
  });
}
