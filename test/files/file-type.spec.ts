import { cleanName, dispositionOf } from '../../src/files/file-name';
import { typeOf } from '../../src/files/file-type';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const OFFICE = (folder: string) => bytes(`PK\x03\x04${'\0'.repeat(26)}[Content_Types].xml ${folder}document.xml`);
const OPEN = (kind: string) => bytes(`PK\x03\x04${'\0'.repeat(26)}mimetypeapplication/vnd.oasis.opendocument.${kind}PK`);

describe('what may be attached to a document', () => {
  it.each([
    ['umowa.pdf', '%PDF-1.7\n', 'application/pdf'],
    ['UMOWA.PDF', '%PDF-1.4', 'application/pdf'],
    ['zdjęcie.jpeg', '\xff\xd8\xff\xe0', 'image/jpeg'],
    ['rysunek.png', '\x89PNG\r\n\x1a\n', 'image/png'],
    ['film.gif', 'GIF89a', 'image/gif'],
    ['obraz.webp', 'RIFF\0\0\0\0WEBPVP8 ', 'image/webp'],
    ['spis.csv', 'nazwa;ilo\xb6\xe6\r\n', 'text/csv'],
    ['uwagi.txt', 'W tagu <b> nic złego', 'text/plain'],
    ['jpk.xml', '\xef\xbb\xbf<?xml version="1.0"?><JPK/>', 'application/xml'],
    ['paczka.zip', 'PK\x03\x04bomb', 'application/zip'],
  ])('is %s', (name, content, type) => {
    expect(typeOf(name, bytes(content))).toEqual({ type });
  });

  it('is a document of an office program, by what is in its archive', () => {
    expect(typeOf('pismo.docx', OFFICE('word/'))).toMatchObject({ type: expect.stringContaining('wordprocessingml') });
    expect(typeOf('spis.xlsx', OFFICE('xl/'))).toMatchObject({ type: expect.stringContaining('spreadsheetml') });
    expect(typeOf('pismo.odt', OPEN('text'))).toEqual({ type: 'application/vnd.oasis.opendocument.text' });
    expect(typeOf('spis.ods', OPEN('spreadsheet'))).toEqual({ type: 'application/vnd.oasis.opendocument.spreadsheet' });
    expect(typeOf('pismo.docx', OFFICE('xl/'))).toBe('other');
    expect(typeOf('pismo.odt', OPEN('spreadsheet'))).toBe('other');
  });

  it.each([
    ['strona.pdf', '<!doctype html><script>alert(1)</script>'],
    ['strona.txt', '  <html><script>alert(1)</script>'],
    ['obraz.xml', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
    ['obraz.xml', '<s:svg xmlns:s="http://www.w3.org/2000/svg"/>'],
    ['obraz.png', '<svg onload="alert(1)"/>'],
    ['program.txt', 'MZ\x90\0\x03'],
    ['pusta.xml', 'nie xml'],
  ])('is not %s of another content', (name, content) => {
    expect(typeOf(name, bytes(content))).toBe('other');
  });

  it.each([
    'obraz.svg',
    'strona.html',
    'program.exe',
    'skrypt.js',
    'bez końcówki',
    '.pdf',
    'x.constructor',
    'x.toString',
  ])('is not %s at all', (name) => {
    expect(typeOf(name, bytes('tekst'))).toMatch(/unknown|other/);
  });

  it.each([
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\Dokumenty\\umowa.pdf', 'umowa.pdf'],
    ['umowa\r\nset-cookie: x.pdf', 'umowa set-cookie_ x.pdf'],
    ['fdp\u202efdp.exe.pdf', 'fdp fdp.exe.pdf'],
    ['  ..  ', 'plik'],
    ['', 'plik'],
    ['\0\0.pdf', 'pdf'],
    ['pół\ud800.pdf', 'pół .pdf'],
    ['<b>"x".pdf', '_b__x_.pdf'],
  ])('has the name %j cleaned to %j', (sent, name) => {
    expect(cleanName(sent)).toBe(name);
  });

  it('has a name of at most 255 bytes, its ending kept and no letter cut in two', () => {
    const name = cleanName(`${'ż'.repeat(400)}.pdf`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    expect(name).toMatch(/^ż+\.pdf$/);
  });

  it('is saved under its name, in any browser', () => {
    expect(dispositionOf(`umowa "żółta" (1).pdf`)).toBe(
      `attachment; filename="umowa zota (1).pdf"; filename*=UTF-8''umowa%20%22%C5%BC%C3%B3%C5%82ta%22%20%281%29.pdf`,
    );
  });
});
