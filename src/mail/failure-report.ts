/**
 * What a report of a failed delivery (RFC 3464) says of it: its Diagnostic-Code, else its Status. Null for any other mail: absence notices, and
 * reports of a delay, after which the mail may still arrive.
 */
export function failureIn(mail: string): string | null {
  const unfolded = mail.replace(/\r?\n[ \t]+/g, ' ');
  if (!/^Content-Type:\s*multipart\/report\b.*\bdelivery-status\b/im.test(unfolded)) return null;
  if (!/^Action:\s*failed\b/im.test(unfolded)) return null;
  const said = /^Diagnostic-Code:\s*(?:[\w-]+;)?\s*(.+)$/im.exec(unfolded) ?? /^Status:\s*(.+)$/im.exec(unfolded);
  return (said?.[1] ?? 'failed').trim().slice(0, 2000);
}
