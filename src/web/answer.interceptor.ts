import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { RENDER_METADATA } from '@nestjs/common/constants.js';
import { ModuleRef } from '@nestjs/core';
import { lastValueFrom, of } from 'rxjs';
import { BrokenRule } from '../broken-rule';
import { Database } from '../database/database';
import { BEFORE, FORM } from './form';
import { type FieldError, flash, Later, Redirect, type Request, ShownAgain } from './http';
import { boxesOf, MOST_ROWS } from './input';
import { InvalidInput } from './input.pipe';
import { languageOf } from './page';
import { readForm } from './posted-files';
import { PostedForms } from './posted-forms';
import { translate } from './translations';

/**
 * One request, one transaction: opens it as the person who asks (reading only, for GET), and answers after it has ended. A form that cannot be
 * taken is shown again, from a fresh transaction.
 */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  constructor(
    private readonly database: Database,
    private readonly modules: ModuleRef,
    private readonly postedForms: PostedForms,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler) {
    const request = context.switchToHttp().getRequest<Request>();
    const readOnly = request.method === 'GET' || request.method === 'HEAD';
    try {
      const answer = await this.within(request, readOnly, async () => {
        await this.prepare(request, context);
        const handle = () => lastValueFrom(next.handle(), { defaultValue: undefined });
        const page = readOnly || !request.person ? await handle() : await this.postedForms.once(request, handle);
        return request.query.kept ? this.withKept(request, page) : page;
      });
      if (answer instanceof Later) return of(await (request.person ? request.person.during(answer.make) : answer.make()));
      if (answer instanceof Redirect) throw answer; // committed by now: the filter answers it
      return of(isPlain(answer) ? { errors: {}, errorList: [], ...answer } : answer);
    } catch (error) {
      const action = Reflect.getMetadata(FORM, context.getHandler());
      const errors = action && errorsOf(error, request);
      if (!errors) throw error;
      if (error instanceof InvalidInput) Object.assign(request.body, error.instead);
      throw await this.shownAgain(request, context, action, errors);
    }
  }

  private within(request: Request, readOnly: boolean, work: () => Promise<unknown>) {
    const { person } = request;
    if (!person) return work();
    return person.during(() => this.database.run({ ...person.who, readOnly }, work));
  }

  /** Reads a form that came with files and lets its controller take them: the transaction has not begun, so none waits for them. */
  private async prepare(request: Request, context: ExecutionContext) {
    const [action, before] = [FORM, BEFORE].map((key) => Reflect.getMetadata(key, context.getHandler()));
    if (action) await readForm(request);
    if (before) await this.controllerOf(context)[before](request);
  }

  private controllerOf(context: ExecutionContext): Record<string, (request: Request) => object> {
    return this.modules.get(context.getClass(), { strict: false });
  }

  /** Lays over a form's values what the person had typed before their session ended (R132). */
  private async withKept(request: Request, page: { values?: object } | undefined) {
    if (!page?.values || !/^\d{1,15}$/.test(request.query.kept!)) return page;
    const [form] = await this.database.query<{ body: object }[]>(
      `select body from kept_forms where id = $1 and path = $2 and kept_at > now() - interval '1 hour'`,
      [request.query.kept, request.url.split('?')[0]],
    );
    if (!form) return page;
    flash(request, 'warning', 'session.form_kept');
    return { ...page, values: { ...page.values, ...form.body } };
  }

  private async shownAgain(request: Request, context: ExecutionContext, action: string, errorList: FieldError[]) {
    const controller = this.controllerOf(context);
    const inputs: object[] =
      Reflect.getMetadata('design:paramtypes', context.getClass().prototype, context.getHandler().name) ?? [];
    const unticked = Object.fromEntries(inputs.flatMap((input) => boxesOf(input)).map((name) => [name, null]));
    const shown = (await this.within(request, true, async () => controller[action](request))) as { values: object };
    const errors: Record<string, string> = {};
    for (const { field, text } of errorList) if (field) errors[field] ??= text;
    const template = Reflect.getMetadata(RENDER_METADATA, controller[action]);
    return new ShownAgain(template, {
      ...shown,
      values: { ...shown.values, ...unticked, ...typedIn(request) },
      errors,
      errorList,
    });
  }
}

/** What is wrong, in the person's words; undefined when the error is none of the form's. */
function errorsOf(error: unknown, request: Request): FieldError[] | undefined {
  const language = languageOf(request);
  if (error instanceof InvalidInput) {
    return error.fields.map(({ field, key, values }) => ({ field, text: translate(language, `invalid.${key}`, values) }));
  }
  if (error instanceof BrokenRule) {
    return [{ field: error.field ?? null, text: translate(language, `broken.${error.key}`, error.values) }];
  }
}

/** What was typed: texts, and rows of texts, no more than a form may have. Whatever else was sent is shown as nothing. */
function typedIn({ body }: Request) {
  const isText = (value: unknown) => value === null || typeof value !== 'object';
  const ofText = (row: object) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, isText(value) ? value : '']));
  const typed = (value: unknown) =>
    isText(value)
      ? value
      : Object.values(value as object)
          .slice(0, MOST_ROWS)
          .map((row) => (isText(row) ? row : ofText(row)));
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, typed(value)]));
}

function isPlain(answer: unknown): answer is object {
  return typeof answer === 'object' && answer !== null && Object.getPrototypeOf(answer) === Object.prototype;
}
