import { filledHtml } from '../../../src/crm/offers/offer-text';
import { filled } from '../../../src/mail/template-text';

describe('the text of an offer (R80)', () => {
  const values = { 'client.name': 'Lipa & syn', 'client.email': 'biuro@lipa.example' };
  const table = '<table><tbody><tr><td>{{client.email}} {{offer.lines}}</td></tr></tbody></table>';

  it('calls a line what it is called, braces and all', () => {
    const said = `<p>Lipa &amp; syn</p>${table}`;
    expect(filledHtml('<p>{{client.name}}</p><p class="ql-align-right">{{ offer.lines }}</p>', values, table)).toBe(said);
    expect(filledHtml('<p>{{client.name}}</p>', values, table)).toBe(said);
  });

  it('leaves a name that is none of ours as it stands, also one that every object knows', () => {
    for (const text of ['<p>{{constructor}} {{client.kolor}}</p>', '<p>{{a &amp; b}}</p>'])
      expect(filledHtml(text, values, '')).toBe(text);
    expect(filled('{{toString}}', values)).toBe('{{toString}}');
  });
});
