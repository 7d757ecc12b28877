/*
 * Which VAT rates the lines of a document's form may choose, as its kind, OSS and the buyer's country change (R99); the server says the same of a
 * form that it shows, and has the last word when a document is issued.
 */

/**
 * @param rates { usual: [{ value, label, percent }], kinds: { wdt: ['0_wdt'] }, oss: { DE: '19 7' } }
 * @returns those of usual, of the kind, or of the buyer's country, as [{ value, label, percent }]
 */
export function offeredRates(form, { usual, kinds, oss }) {
  const field = (name) => form.elements.namedItem(name);
  const few = kinds[field('kind')?.value];
  if (few) return usual.filter(({ value }) => few.includes(value));
  const country = field('buyerCountry')?.value.trim().toUpperCase();
  if (!field('oss')?.checked || !oss[country]) return usual;
  return oss[country]
    .split(' ')
    .map((percent) => ({ value: country + percent, label: `${inLanguage(percent)}% (${country})`, percent }));
}

/** Lets a line choose among these; a rate that may not stay becomes the first of them. */
export function offer(select, rates) {
  const chosen = select.value;
  select.replaceChildren(
    ...rates.map(({ value, label, percent }) => {
      const option = new Option(label, value);
      option.dataset.percent = percent;
      return option;
    }),
  );
  if (rates.some(({ value }) => value === chosen)) select.value = chosen;
}

function inLanguage(percent) {
  return document.documentElement.lang === 'en' ? percent : percent.replace('.', ',');
}
