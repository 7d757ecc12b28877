import { today } from '../../clock';
import { say } from '../../web/say';
import { KINDS } from '../kinds';
import type { FamilyNumbering } from './numbering-preview.service';

/** Every token that a pattern may have (R96), in the order in which it is explained. */
const TOKENS = ['nr-m', 'nr', 'nr-d', 'yyyy', 'yy', 'mm', 'dd'];
/** What the explanation shows of each counter. */
const SAMPLE = '1';

/** What a family is called: the titles of its kinds. */
export function titleOf(family: string) {
  const kinds = KINDS.filter((kind) => kind.family === family);
  return kinds.map(({ title }) => say(title)).join(', ');
}

/** A family's numbering as a page shows it. */
export function shownNumbering({ next, ...numbering }: FamilyNumbering) {
  return { ...numbering, title: titleOf(numbering.family), pattern: numbering.own ?? numbering.otherwise, next: nextOf(next) };
}

/** The tokens with what each stands for and what it would be today. */
export function explainedTokens() {
  return TOKENS.map((token) => ({ token, text: say(`number_patterns.token.${token}`), sample: sampleOf(token) }));
}

/** The next number; where departments sell under different tax numbers, one for each seller. */
function nextOf(next: FamilyNumbering['next']) {
  if (!next.length) return say('number_patterns.next.none');
  const numbers = next.length === 1 ? next[0].number : next.map(({ seller, number }) => `${number} (${seller})`).join(', ');
  return say('number_patterns.next', { numbers });
}

function sampleOf(token: string) {
  if (token.startsWith('nr')) return SAMPLE;
  const [year, month, day] = today().split('-');
  return { yyyy: year, yy: year.slice(2), mm: month, dd: day }[token]!;
}
