import { parseDocument } from 'htmlparser2';

/** A run of text, a line's end or a picture, with how it looks. */
export interface Inline {
  text: string;
  /** 'break' ends a line; a picture's text is its file's name. */
  kind: 'text' | 'break' | 'picture';
  strong: boolean;
  em: boolean;
  underline: boolean;
  strike: boolean;
  /** 'accent', 'muted', 'red', 'green', 'blue' or none. */
  colour: string;
  /** 'small', 'large' or none. */
  size: string;
  link: string;
  /** Of a picture, CSS pixels; null as it is. */
  width: number | null;
}

/** A cell of a table. */
export interface Cell {
  blocks: Block[];
  align: string;
  span: number;
  head: boolean;
  grand: boolean;
}

/** A part of a text that begins on a line of its own. */
export interface Block {
  kind: 'p' | 'h1' | 'h2' | 'h3' | 'quote' | 'item' | 'rule' | 'table';
  /** 'left', 'center', 'right' or 'justify'. */
  align: string;
  /** How deep it stands, in steps. */
  indent: number;
  /** What stands before an item of a list: '•' or '3.'. */
  mark: string;
  inlines: Inline[];
  blocks: Block[];
  rows: Cell[][];
  /** Rows of a table's head, which stands on each page. */
  heads: number;
  ours: boolean;
}

/** A picture that stands within the text. */
export interface Picture {
  name: string;
  bytes: Buffer;
}

type Node = ReturnType<typeof parseDocument>['children'][number];
type Element = Extract<Node, { attribs: object }>;
type Looks = Omit<Inline, 'text' | 'kind' | 'width'>;

const PLAIN: Looks = { strong: false, em: false, underline: false, strike: false, colour: '', size: '', link: '' };
const BLOCKS: Record<string, Block['kind']> = {
  p: 'p',
  h1: 'h1',
  h2: 'h2',
  h3: 'h3',
  blockquote: 'quote',
  hr: 'rule',
  table: 'table',
};
const PICTURE = /^data:image\/(png|jpeg);base64,(.+)$/s;

/** Cleaned HTML as a tree that paper is laid out from, and its pictures. Whatever it does not know is read through. */
export function treeOf(html: string): { blocks: Block[]; pictures: Picture[] } {
  const pictures: Picture[] = [];
  const blocks = blocksOf(parseDocument(html).children, { indent: 0, pictures });
  return { blocks, pictures };
}

interface Where {
  indent: number;
  pictures: Picture[];
}

/** Blocks of these nodes; text that stands between blocks is a paragraph of its own. */
function blocksOf(nodes: Node[], where: Where): Block[] {
  const blocks: Block[] = [];
  let loose: Node[] = [];
  const end = () => {
    const inlines = loose.flatMap((node) => inlinesOf(node, PLAIN, where.pictures));
    if (inlines.some(({ kind, text }) => kind !== 'text' || text.trim()))
      blocks.push(block('p', { inlines, indent: where.indent }));
    loose = [];
  };
  for (const node of nodes) {
    const known = isElement(node) && (BLOCKS[node.name] || ['ul', 'ol', 'div'].includes(node.name));
    if (!known) loose.push(node);
    else {
      end();
      blocks.push(...blockOf(node, where));
    }
  }
  end();
  return blocks;
}

function blockOf(element: Element, where: Where): Block[] {
  if (element.name === 'ul' || element.name === 'ol') return itemsOf(element, where);
  if (element.name === 'div') return blocksOf(element.children, where);
  const kind = BLOCKS[element.name];
  const at = { align: alignOf(element), indent: where.indent + indentOf(element) };
  if (kind === 'rule') return [block('rule', at)];
  if (kind === 'table') return [tableOf(element, where)];
  const holdsBlocks = element.children.some((child) => isElement(child) && BLOCKS[child.name]);
  if (kind === 'quote' && holdsBlocks)
    return [block('quote', { ...at, blocks: blocksOf(element.children, { ...where, indent: 0 }) })];
  return [block(kind, { ...at, inlines: element.children.flatMap((child) => inlinesOf(child, PLAIN, where.pictures)) })];
}

function itemsOf(list: Element, where: Where): Block[] {
  const counts: number[] = [];
  return list.children.filter(isElement).flatMap((item) => {
    const deep = indentOf(item);
    counts.length = deep + 1;
    counts[deep] = (counts[deep] ?? 0) + 1;
    const isCounted = list.name === 'ol' && item.attribs['data-list'] !== 'bullet';
    const [lists, own] = [item.children.filter(isList), item.children.filter((child) => !isList(child))];
    const inlines = own.flatMap((child) => inlinesOf(child, PLAIN, where.pictures));
    const indent = where.indent + deep;
    return [
      block('item', { align: alignOf(item), indent, inlines, mark: isCounted ? `${counts[deep]}.` : '•' }),
      ...lists.flatMap((inner) => itemsOf(inner as Element, { ...where, indent: indent + 1 })),
    ];
  });
}

function tableOf(table: Element, where: Where): Block {
  const sections = table.children.filter(isElement);
  const rowsIn = (elements: Element[]): Element[] =>
    elements.flatMap((element) => (element.name === 'tr' ? [element] : rowsIn(element.children.filter(isElement))));
  const heads = rowsIn(sections.filter(({ name }) => name === 'thead')).length;
  const rows = rowsIn(sections).map((row) =>
    row.children.filter(isElement).map((cell) => ({
      blocks: blocksOf(cell.children, { ...where, indent: 0 }),
      align: classesOf(cell).includes('number') || isSum(row) ? 'right' : alignOf(cell),
      span: Math.max(1, Math.min(50, Number(cell.attribs.colspan) || 1)),
      head: cell.name === 'th',
      grand: classesOf(row).includes('grand'),
    })),
  );
  return block('table', {
    rows: rows.filter((row) => row.length),
    heads,
    ours: classesOf(table).includes('offer-lines'),
    indent: where.indent,
  });
}

function inlinesOf(node: Node, looks: Looks, pictures: Picture[]): Inline[] {
  if (node.type === 'text') return [inline('text', (node as unknown as { data: string }).data.replace(/\s+/g, ' '), looks)];
  if (!isElement(node)) return [];
  if (node.name === 'br') return [inline('break', '', looks)];
  if (node.name === 'img') return pictureOf(node, looks, pictures);
  const within = { ...looks, ...looksOf(node) };
  const inside = node.children.flatMap((child) => inlinesOf(child, within, pictures));
  // A note below a cell's text stands on a line of its own.
  return node.name === 'small' ? [inline('break', '', looks), ...inside] : inside;
}

function pictureOf({ attribs }: Element, looks: Looks, pictures: Picture[]): Inline[] {
  const found = PICTURE.exec(attribs.src ?? '');
  if (!found) return [];
  const name = `picture-${pictures.length}.${found[1] === 'png' ? 'png' : 'jpg'}`;
  pictures.push({ name, bytes: Buffer.from(found[2], 'base64') });
  return [{ ...inline('picture', name, looks), width: Number(attribs.width) || null }];
}

function looksOf(element: Element): Partial<Looks> {
  const { name, attribs } = element;
  const named = (begin: string) =>
    classesOf(element)
      .find((each) => each.startsWith(begin))
      ?.slice(begin.length);
  const [colour, size] = [named('ql-color-'), named('ql-size-')];
  return {
    ...(name === 'strong' && { strong: true }),
    ...(name === 'em' && { em: true }),
    ...(name === 'u' && { underline: true }),
    ...(name === 's' && { strike: true }),
    ...(name === 'small' && { size: 'small', colour: 'muted' }),
    ...(name === 'a' && attribs.href && { link: attribs.href }),
    ...(colour && { colour }),
    ...(size && { size }),
  };
}

const isElement = (node: Node): node is Element => node.type === 'tag';
const isSum = ({ parent }: Element) => parent !== null && 'name' in parent && parent.name === 'tfoot';
const isList = (node: Node) => isElement(node) && (node.name === 'ul' || node.name === 'ol');
const classesOf = ({ attribs }: Element) => (attribs.class ?? '').split(/\s+/);
const alignOf = (element: Element) => /ql-align-(center|right|justify)/.exec(element.attribs.class ?? '')?.[1] ?? 'left';
const indentOf = (element: Element) => Number(/ql-indent-([1-8])/.exec(element.attribs.class ?? '')?.[1] ?? 0);

const inline = (kind: Inline['kind'], text: string, looks: Looks): Inline => ({ kind, text, ...looks, width: null });

function block(kind: Block['kind'], parts: Partial<Block>): Block {
  return { kind, align: 'left', indent: 0, mark: '', inlines: [], blocks: [], rows: [], heads: 0, ours: false, ...parts };
}
