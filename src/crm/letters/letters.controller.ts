import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import type { KeptFile } from '../../files/kept-file';
import { filled, unknownIn } from '../../mail/template-text';
import { Side } from '../../web/doors';
import { Before, FormOf } from '../../web/form';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { InvalidInput } from '../../web/input.pipe';
import { say } from '../../web/say';
import { isLanguage, LANGUAGES, type Language } from '../../web/translations';
import { CrmVariables } from '../variables/crm-variables.service';
import { fileChoice } from './file-choice';
import { LetterInput } from './letter.input';
import { type Addressee, emptyIn, LetterDesk } from './letter-desk.service';
import { LetterFiles } from './letter-files.service';
import { counterpart, LetterTemplates } from './letter-templates.service';
import { Letters } from './letters.service';
import { inWords, variableList } from './variable-list';

/** A letter to a client, written before it is sent: from the client's card, or about a deal (R52, R56, R90). */
@Side('crm')
@Controller(['crm/clients/:id/letters', 'crm/deals/:id/letters'])
export class LettersController {
  private readonly received = new WeakMap<Request, KeptFile[]>();

  constructor(
    private readonly letters: Letters,
    private readonly desk: LetterDesk,
    private readonly templates: LetterTemplates,
    private readonly variables: CrmVariables,
    private readonly files: LetterFiles,
  ) {}

  @Get('new')
  @Render('crm/letters/blank')
  async blank(@Req() request: Request) {
    const { query, body } = request;
    const about = await this.aboutOf(request);
    const { client, deal } = about;
    const known = await this.desk.known(client);
    const offered = await this.templates.offered();
    const again = numberOf(body ? body.again : query.again);
    const before = again && !body ? await this.desk.before(again, about) : null;
    const earlier = again ? await this.files.of(again, client.id) : [];
    const ticked = body ? idsOf(body.earlier) : earlier.map(({ position }) => position);
    const template = offered.find(({ key }) => key === (body ?? query).template);
    const language = languageOf([body?.language, template?.language, before?.language], client.country);
    const values = await this.valuesOf(about, language);
    const asked = template ?? before ?? { subject: '', body: '' };
    const said = body ? { subject: textOf(body.subject), body: textOf(body.body) } : asked;
    const text = { subject: filled(said.subject, values), body: filled(said.body, values) };
    const addressed = before ? this.desk.split(before.to, known) : { people: this.desk.usual(known, deal), to: '' };
    const people = body ? idsOf(body.people) : addressed.people;
    const here = baseOf(request);
    return {
      ...{ here, back: here, backName: deal?.shownName ?? client.name, clientName: client.name },
      values: { to: addressed.to, cc: before?.cc ?? '', ...text, language, again, postedFiles: [] },
      known: known.map(({ id, name, email }) => ({ value: id, label: `${name} · ${email}`, checked: people.includes(id) })),
      ...fileChoice(earlier, ticked),
      answersTo: values['user.email'],
      unknown: template ? unknownIn(`${said.subject}\n${said.body}`, Object.keys(values)).join(', ') : '',
      empty: inWords(emptyIn(`${said.subject}\n${said.body}`, values)),
      templates: offered.map(({ key, name, language }) => ({
        value: key,
        label: `${name} (${say(`letters.language.${language}`)})`,
      })),
      templateKey: template?.key ?? '',
      languages: LANGUAGES.map((each) => ({ value: each, label: say(`letters.language.${each}`), spoken: each === language })),
      examples: [{ label: '', values: { [language]: values } }],
      preview: { subject: text.subject, text: text.body },
      groups: variableList(values, deal !== null),
    };
  }

  @Post()
  @FormOf('blank')
  @Before('receive')
  async create(@Body() input: LetterInput, @Req() request: Request) {
    if (input.next === 'show') throw new InvalidInput([]);
    const about = await this.aboutOf(request);
    const { to, served } = await this.desk.send(
      about,
      input,
      this.received.get(request) ?? [],
      await this.valuesOf(about, input.language),
    );
    flash(request, served ? 'success' : 'warning', served ? 'letters.queued' : 'letters.waits', { to });
    return redirect(baseOf(request));
  }

  /**
   * Keeps the files of a letter that is to be sent. One that is to speak another language need not be complete yet: it is shown again before
   * anything is asked of it. @throws BrokenRule at their field
   */
  async receive(request: Request) {
    const next = request.body?.next;
    if (isLanguage(next)) throw new InvalidInput([], await this.inLanguage(request, next));
    if (next !== 'show') this.received.set(request, await this.files.receive(request.postedFiles ?? []));
  }

  /** What still is the template's is said by the same template in this language; what was typed stays as it is. */
  private async inLanguage(request: Request, language: Language): Promise<object> {
    const { body } = request;
    const offered = await this.templates.offered();
    const template = offered.find(({ key }) => key === body.template);
    const other = template && counterpart(template, offered, language);
    if (!other) return { language };
    const about = await this.aboutOf(request);
    const before = await this.valuesOf(about, template.language);
    const values = await this.valuesOf(about, language);
    const said = (field: 'subject' | 'body') => {
      const typed = textOf(body[field]);
      return typed.replaceAll('\r\n', '\n').trim() === filled(template[field], before) ? filled(other[field], values) : typed;
    };
    return { language, template: other.key, subject: said('subject'), body: said('body') };
  }

  private aboutOf(request: Request): Promise<Addressee> {
    return isOfDeal(request) ? this.letters.aboutDeal(idOf(request)) : this.letters.aboutClient(idOf(request));
  }

  private valuesOf({ client, deal }: Addressee, language: Language) {
    return this.variables.valuesOf({ clientId: client.id, dealId: deal?.id ?? null }, language);
  }
}

/** Whether it is written from a deal's page. */
const isOfDeal = ({ url }: Request) => url.split('/')[2] === 'deals';

/** The page from which it is written. */
const baseOf = (request: Request) => `/crm/${isOfDeal(request) ? 'deals' : 'clients'}/${idOf(request)}`;

const textOf = (typed: unknown) => (typeof typed === 'string' ? typed : '');

const numberOf = (typed: unknown) => (/^\d{1,15}$/.test(textOf(typed)) ? Number(typed) : null);

const idsOf = (typed: unknown) => [typed ?? []].flat().map(Number);

/** The first that somebody named, else the one that is spoken in the client's country. */
function languageOf(named: unknown[], country: string): Language {
  return named.find(isLanguage) ?? (country === 'PL' ? 'pl' : 'en');
}
