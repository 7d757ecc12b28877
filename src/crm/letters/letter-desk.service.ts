import { Injectable } from '@nestjs/common';
import { BrokenRule } from '../../broken-rule';
import type { Client } from '../../clients/client.entity';
import { ContactsService } from '../../clients/contacts/contacts.service';
import { Database } from '../../database/database';
import type { KeptFile } from '../../files/kept-file';
import { namesIn, type Values } from '../../mail/template-text';
import type { Language } from '../../web/translations';
import type { Deal } from '../deals/deal.entity';
import type { LetterInput } from './letter.input';
import { LetterFiles, refuseTooMany } from './letter-files.service';
import { Letters } from './letters.service';
import { inWords } from './variable-list';

/** Whom a letter is written to, and about which deal. */
export interface Addressee {
  client: Client;
  deal: Deal | null;
}

/** An address that is known: of a contact person, or of the client (id 0). */
export interface KnownAddress {
  id: number;
  name: string;
  email: string;
}

/** A letter that was sent, to be written once more. */
interface SentBefore {
  subject: string;
  body: string;
  language: Language;
  to: string;
  cc: string;
}

/** The client's own address among those that are known. */
const OWN = 0;

/** The desk at which people write to clients: what is known of whom they write to, and what may not go out. */
@Injectable()
export class LetterDesk {
  constructor(
    private readonly database: Database,
    private readonly contacts: ContactsService,
    private readonly letters: Letters,
    private readonly files: LetterFiles,
  ) {}

  /** The client's own address and those of the contact persons. */
  async known({ id, name, email }: Client): Promise<KnownAddress[]> {
    const contacts = (await this.contacts.of(id)).filter(({ deletedAt }) => deletedAt === null);
    return [{ id: OWN, name, email }, ...contacts].filter((each): each is KnownAddress => Boolean(each.email));
  }

  /** Who is ticked before anybody chose: the deal's contact person, else the client. */
  usual(known: KnownAddress[], deal: Deal | null): number[] {
    const one = known.find(({ id }) => id === deal?.contactId) ?? known.find(({ id }) => id === OWN);
    return one ? [one.id] : [];
  }

  /** Of addresses that were written to: who is known, to be ticked, and the others as they are typed. */
  split(addresses: string, known: KnownAddress[]): { people: number[]; to: string } {
    const all = addresses.split(', ');
    const found = known.filter(({ email }) => all.includes(email));
    const others = all.filter((address) => !found.some(({ email }) => email === address));
    return { people: found.map(({ id }) => id), to: others.join(', ') };
  }

  /** What a letter to this client said; null when it is none, or closed to the person. */
  async before(letter: number, { client }: Addressee): Promise<SentBefore | null> {
    const addresses = (kind: 'to' | 'cc') =>
      `(select coalesce(string_agg(address, ', ' order by position), '') from mail_recipients r where r.mail_message_id = m.id and r.kind = '${kind}')`;
    const [before] = await this.database.query<SentBefore[]>(
      `select m.subject, m.text body, m.language, ${addresses('to')} "to", ${addresses('cc')} cc
        from letters l join mail_messages m on m.id = l.message_id where l.id = $1 and l.client_id = $2`,
      [letter, client.id],
    );
    return before ?? null;
  }

  /**
   * Sends what was typed, with files that were kept for it. @returns to whom, and whether a mail server will take it
   * @throws BrokenRule at the field that cannot be taken
   */
  async send(
    { client, deal }: Addressee,
    typed: LetterInput,
    kept: KeptFile[],
    values: Values,
  ): Promise<{ to: string; served: boolean }> {
    const known = await this.known(client);
    const ticked = typed.people
      .map((person) => known.find(({ id }) => id === person)?.email)
      .filter((email) => email !== undefined);
    const to = [...ticked, ...(typed.to ? [typed.to] : [])];
    if (!to.length) throw new BrokenRule('address_missing', {}, 'to');
    // Somebody took an address or a file away while it was written: it goes not to fewer, nor with less, than was asked.
    if (ticked.length < typed.people.length) throw new BrokenRule('address_gone', {}, 'to');
    for (const field of ['subject', 'body'] as const) refuseEmpty(typed[field] ?? '', values, field);
    const earlier = typed.again === null ? [] : await this.files.of(typed.again, client.id);
    const repeated = earlier.filter(({ position }) => typed.earlier.includes(position));
    if (repeated.length < typed.earlier.length) throw new BrokenRule('file_gone', {}, 'files');
    refuseTooMany([...repeated, ...kept.map(({ file }) => file)]);
    const { subject, language } = typed;
    const [clientId, dealId] = [client.id, deal?.id ?? null];
    const cc = typed.cc ? [typed.cc] : [];
    const files = [...repeated, ...kept.map((each) => each.take())];
    await this.letters.write({ clientId, dealId, to, cc, subject, body: typed.body ?? '', language, files, byHand: true });
    return { to: to.join(', '), served: await this.letters.isServed(client, deal) };
  }
}

/** Names in a text for which there is nothing to say. */
export function emptyIn(text: string, values: Values): string[] {
  return [...new Set(namesIn(text))].filter((name) => values[name] === '');
}

/** Somebody who types one letter says it without variables that would leave a hole in it. */
function refuseEmpty(text: string, values: Values, field: 'subject' | 'body') {
  const names = emptyIn(text, values);
  if (names.length) throw new BrokenRule('letter_variable_empty', { count: names.length, names: inWords(names) }, field);
}
