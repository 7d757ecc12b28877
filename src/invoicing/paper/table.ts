import type { Label } from './words';

/** A column of a printed table: figures stand right, in a width that holds the widest of them; the one without width takes what is left. */
export interface Column {
  label: Label;
  right: boolean;
  /** Millimetres; null for the column of texts. */
  width: number | null;
}

/** How a row looks among the others. */
export type RowLook = 'plain' | 'before' | 'after' | 'difference' | 'total';

export interface Row {
  look: RowLook;
  /** A text for each column. */
  cells: string[];
  /** Small lines below the text of the wide column. */
  notes: string[];
  /** What the table comes to down to this row, a text for each column that is summed up, as carried to the next page; null where nothing is carried. */
  carried: (string | null)[] | null;
}

export interface Table {
  columns: Column[];
  rows: Row[];
  /** By what the size of its letters is multiplied, so that very large figures find room beside each other. */
  scale: number;
}

/** Of a digit in the size of tables, and what is left free beside a cell's text. Millimetres. */
const DIGIT = 1.62;
const AROUND = 3.2;
/** What columns of figures may take of the page's width, and of half of it, so that the texts have room. Millimetres. */
export const ACROSS = 122;
export const ASIDE = 84;
/** A quantity with its unit may break into two lines beyond so many characters. */
const BREAKS_AFTER = 14;

/** A column as it is asked for: its texts row by row come with the rows. */
export interface Wanted {
  label: Label;
  /** The column of texts, as wide as there is room. */
  wide?: boolean;
  left?: boolean;
  breaks?: boolean;
}

/** Lays a table out: every column of figures as wide as the widest of them and the longest word of its head. */
export function table(wanted: Wanted[], rows: Row[], room = ACROSS): Table {
  const columns = wanted.map(({ label, wide, left, breaks }, place) => ({
    label,
    right: !wide && !left,
    width: wide ? null : widthOf(label, textsAt(rows, place), breaks ? BREAKS_AFTER : Number.POSITIVE_INFINITY),
  }));
  const figures = columns.reduce((all, { width }) => all + (width ?? 0), 0);
  const scale = Math.max(0.5, Math.min(1, room / figures));
  return { columns: columns.map((column) => ({ ...column, width: column.width && column.width * scale })), rows, scale };
}

/** What stands in a column, and what it comes to in the end. */
function textsAt(rows: Row[], place: number) {
  return [...rows.map(({ cells }) => cells[place]), rows.at(-1)?.carried?.[place] ?? ''];
}

/** In digits: capitals and the like are broader. */
function breadthOf(text: string) {
  return text.length + (text.match(/[\p{Lu}%@]/gu)?.length ?? 0) * 0.35;
}

/** The head may break into two lines of about one length, unless it is in two languages. */
function widthOf(label: Label, texts: string[], most: number) {
  const longest = (all: string[]) => all.reduce((length, text) => Math.max(length, breadthOf(text)), 0);
  const words = longest(label.flatMap((text) => text.split(' ')));
  const head = label.length > 1 ? Math.min(longest(label), 12) : Math.ceil(longest(label) / 2) + 1;
  return Math.max(Math.min(longest(texts), most), Math.max(words, head) * 0.95) * DIGIT + AROUND;
}
