import { Parser } from 'htmlparser2';
import sanitizeHtml, { type Attributes } from 'sanitize-html';
import { BrokenRule } from '../../broken-rule';
import { asPrintable } from '../../departments/picture';

/** So long may a text with its pictures be, in bytes, as it comes and as it is kept. */
export const MOST_HTML_BYTES = 1_000_000;
const MOST_PICTURES = 10;
/** So deep do the editor's lists go, twice. */
const DEEPEST = 30;
/** What is nested deeper than this, as it comes, nobody wrote: cleaning it takes time with the square of its depth. */
const DEEPEST_TYPED = 200;

const TAGS = [
  ...['p', 'br', 'hr', 'h1', 'h2', 'h3', 'blockquote', 'strong', 'em', 'u', 's', 'span', 'a', 'img'],
  ...['ul', 'ol', 'li', 'table', 'tbody', 'tr', 'td'],
];
const COLOURS = ['accent', 'muted', 'red', 'green', 'blue'].map((colour) => `ql-color-${colour}`);
const INDENTS = [1, 2, 3, 4, 5, 6, 7, 8].map((steps) => `ql-indent-${steps}`);
const ALIGNMENTS = ['center', 'right', 'justify'].map((side) => `ql-align-${side}`);
const CLASSES = [...ALIGNMENTS, ...COLOURS, ...INDENTS, 'ql-size-small', 'ql-size-large'];
/** What these hold is no text for people: gone with the tag. */
const GONE = [
  ...[
    'script',
    'style',
    'title',
    'noscript',
    'noembed',
    'noframes',
    'xmp',
    'plaintext',
    'template',
    'svg',
    'math',
    'iframe',
    'frame',
  ],
  ...['frameset', 'object', 'embed', 'applet', 'audio', 'video', 'canvas', 'select', 'option', 'textarea', 'button', 'head'],
];
/** How the editor makes a link. */
const OUTWARDS = { rel: 'noopener noreferrer', target: '_blank' };
const SAME: Record<string, string> = {
  ...{
    b: 'strong',
    i: 'em',
    strike: 's',
    del: 's',
    ins: 'u',
    th: 'td',
    thead: 'tbody',
    tfoot: 'tbody',
    h4: 'h3',
    h5: 'h3',
    h6: 'h3',
  },
};
const PICTURE = /^data:image\/(?:png|jpeg|webp);base64,([A-Za-z0-9+/]+={0,2})$/;

/**
 * What somebody wrote as HTML, with nothing in it that the editor does not make: no script by any door, no address but of the web and of mail, no
 * picture but one within it, made anew. The only way by which HTML gets into an offer or a template (R80).
 * @param typed by the editor, by hand or by a program
 * @param known HTML that was cleaned before: its pictures need not be made anew
 * @throws BrokenRule at the field, when it is too long or has pictures that cannot be taken
 */
export async function cleanHtml(typed: string | null, known = ''): Promise<string> {
  if (typed === null) return '';
  if (Buffer.byteLength(typed) > MOST_HTML_BYTES) throw new BrokenRule('html_too_long', {}, 'html');
  refuseBottomless(typed);
  const html = sanitizeHtml(typed.replaceAll('\u0000', ''), RULES);
  const pictures = [...new Set([...html.matchAll(/<img src="([^"]*)"/g)].map(([, source]) => source))];
  if (pictures.length > MOST_PICTURES) throw new BrokenRule('html_pictures', { most: MOST_PICTURES }, 'html');
  let clean = html;
  for (const source of pictures)
    if (!known.includes(`"${source}"`)) clean = clean.replaceAll(`"${source}"`, `"${await madeAnew(source)}"`);
  if (Buffer.byteLength(clean) > MOST_HTML_BYTES) throw new BrokenRule('html_too_long', {}, 'html');
  return clean.trim();
}

/** @throws BrokenRule at the first tag that stands too deep */
function refuseBottomless(typed: string) {
  let depth = 0;
  const parser = new Parser({
    onopentagname() {
      if (++depth > DEEPEST_TYPED) throw new BrokenRule('html_too_deep', { most: DEEPEST_TYPED }, 'html');
    },
    onclosetag() {
      depth--;
    },
  });
  parser.end(typed);
}

const RULES: sanitizeHtml.IOptions = {
  allowedTags: TAGS,
  allowedAttributes: { a: ['href', 'rel', 'target'], img: ['src', 'alt', 'width', 'height'] },
  allowedClasses: { '*': CLASSES },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: ['data'] },
  allowProtocolRelative: false,
  nonTextTags: GONE,
  nestingLimit: DEEPEST,
  parseStyleAttributes: false,
  transformTags: {
    ...Object.fromEntries(Object.entries(SAME).map(([from, to]) => [from, sanitizeHtml.simpleTransform(to, {})])),
    a: (_, { href = '' }) =>
      isAddress(href) ? { tagName: 'a', attribs: { href, ...OUTWARDS } } : { tagName: 'span', attribs: {} as Attributes },
    img: (_, { src = '', alt = '', width = '', height = '' }) => ({
      tagName: 'img',
      attribs: { src, ...picture(alt, width, height) },
    }),
    '*': (tagName, attribs) => ({ tagName, attribs: aligned(attribs) }),
  },
  exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !PICTURE.test(attribs.src),
};

/** An address that may be followed; none with a variable in it, whose value could make it another. */
function isAddress(href: string) {
  return /^(https?:\/\/|mailto:)[^\s{}<>"'`\\]+$/i.test(href) && URL.canParse(href);
}

function picture(alt: string, width: string, height: string) {
  const size = Object.entries({ width, height }).filter(([, pixels]) => /^[1-9]\d{0,3}$/.test(pixels));
  return { ...(alt && { alt: alt.replace(/[{}]/g, '') }), ...Object.fromEntries(size) };
}

/** What a style says of alignment, as the class that says the same: pages allow no styles. */
function aligned({ style, ...attribs }: Attributes): Attributes {
  const side = /(?:^|;)\s*text-align\s*:\s*(center|right|justify)\s*(?:;|$)/i.exec(style ?? '')?.[1].toLowerCase();
  return side ? { ...attribs, class: `${attribs.class ?? ''} ql-align-${side}`.trim() } : attribs;
}

/** @throws BrokenRule for what is no picture that everybody can show */
async function madeAnew(source: string): Promise<string> {
  const made = await asPrintable(Buffer.from(PICTURE.exec(source)![1], 'base64'));
  if (!made) throw new BrokenRule('html_picture_unreadable', {}, 'html');
  return `data:${made.type};base64,${made.bytes.toString('base64')}`;
}
