import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const css = (file: string) => readFileSync(join(__dirname, '../../views/assets/css', file), 'utf8');
const SIDES = { crm: '[data-side="crm"]', invoicing: '[data-side="invoicing"]' };
type Theme = 'light' | 'dark';
type Rgb = [number, number, number];

/** Colours given as `--name: light-dark(#…, #…)` in the rule of a selector. */
function coloursOf(selector: string, theme: Theme): Record<string, Rgb> {
  const text = css('theme.css');
  const rule = text.slice(text.indexOf(selector)).split('}')[0];
  const named = [...rule.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)];
  return Object.fromEntries(named.map(([, name, light, dark]) => [name, fromHex(theme === 'light' ? light : dark)]));
}

function fromHex(hex: string): Rgb {
  return [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255)) as Rgb;
}

const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** oklch as CSS Color 4 reckons it into linear sRGB, clipped to what a screen shows. */
function fromOklch(lightness: number, chroma: number, hue: number): Rgb {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((value) => Math.min(1, Math.max(0, value))) as Rgb;
}

/** WCAG's contrast of two colours, from 1 to 21. */
function contrast(one: Rgb, other: Rgb) {
  const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const [dark, bright] = [luminance(one), luminance(other)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}

const GROUNDS = ['ground', 'surface', 'raised', 'sunken'];
/** Each text with the grounds it stands on. */
const TEXTS: Record<string, string[]> = {
  ink: [...GROUNDS, 'accent-soft', 'warn-soft', 'bad-soft', 'good-soft', 'info-soft'],
  'ink-soft': GROUNDS,
  accent: [...GROUNDS, 'accent-soft'],
  'accent-hover': GROUNDS,
  'accent-on': ['accent', 'accent-hover'],
  good: ['good-soft', 'surface'],
  warn: ['warn-soft', 'surface'],
  bad: ['bad-soft', 'surface', 'ground'],
  info: ['info-soft', 'surface'],
};

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  it.each(['crm', 'invoicing', 'settings'] as const)('has text of 4.5 to 1 and edges of 3 to 1 on %s (WCAG 2.2 AA)', (side) => {
    const colours = { ...coloursOf(':root,', theme), ...(side === 'settings' ? {} : coloursOf(SIDES[side], theme)) };
    const weak: string[] = [];
    for (const [text, grounds] of Object.entries(TEXTS)) {
      for (const ground of grounds) {
        const reached = contrast(colours[text], colours[ground]);
        if (reached < 4.5) weak.push(`${text} on ${ground}: ${reached.toFixed(2)}`);
      }
    }
    for (const ground of GROUNDS) {
      for (const edge of ['line-strong', 'accent']) {
        const reached = contrast(colours[edge], colours[ground]);
        if (reached < 3) weak.push(`${edge} on ${ground}: ${reached.toFixed(2)}`);
      }
    }
    expect(weak).toEqual([]);
  });

  it("has text of 4.5 to 1 on each of the stages' twelve colours", () => {
    const named = [...css('colours.css').matchAll(/\.colour-(\d+) \{\s*--h: ([\d.]+);\s*--c: ([\d.]+);/g)];
    expect(named).toHaveLength(12);
    const weak = named.filter(([, , h, c]) => {
      const [hue, chroma] = [Number(h), Number(c)];
      const strong = theme === 'light' ? fromOklch(0.45, chroma, hue) : fromOklch(0.84, chroma * 0.75, hue);
      const soft = theme === 'light' ? fromOklch(0.955, chroma * 0.28, hue) : fromOklch(0.3, chroma * 0.45, hue);
      return contrast(strong, soft) < 4.5;
    });
    expect(weak.map(([, number]) => number)).toEqual([]);
  });
});
