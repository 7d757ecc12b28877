/** The offer that an address names, as in /invoicing/invoices/new?offer=7; null when it names none. */
export function offerIn(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,15}$/.test(text) ? Number(text) : null;
}
