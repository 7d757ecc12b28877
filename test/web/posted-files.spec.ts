import type { Request } from '../../src/web/http';
import { readForm } from '../../src/web/posted-files';

describe('a form that brings files', () => {
  it('is refused as soon as it says more than a form may, before the rest is read', async () => {
    let read = 0;
    async function* parts() {
      for (; read < 1000; read++) yield { type: 'field', fieldname: `note${read}`, value: 'x'.repeat(300_000) };
    }
    const request = { isMultipart: () => true, parts } as unknown as Request;
    await expect(readForm(request)).rejects.toThrow('Payload Too Large');
    expect(read).toBe(3);
  });
});
