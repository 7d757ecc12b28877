import { type ExecutionContext, Injectable } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { Database } from '../database/database';
import { FORM } from '../web/form';
import type { Request } from '../web/http';
import { readForm } from '../web/posted-files';
import type { Person } from './person';

/** Never kept, whatever the form. */
const SECRET = /password$/i;

/** Forms posted after their session had ended: kept for an hour and opened again, filled, for the same person after sign-in (R132). */
@Injectable()
export class KeptForms {
  constructor(private readonly database: Database) {}

  /** Keeps what was posted, if it came from a form that can be shown again. */
  async keep(context: ExecutionContext, request: Request, person: Person) {
    const action = Reflect.getMetadata(FORM, context.getHandler());
    if (request.method !== 'POST' || !action) return;
    await readForm(request);
    const body = Object.fromEntries(Object.entries(request.body ?? {}).filter(([field]) => !SECRET.test(field)));
    await this.database.run({ account: person.account, user: person.user }, async () => {
      await this.database.query(`delete from kept_forms where kept_at < now() - interval '1 hour'`);
      await this.database.query('insert into kept_forms (user_id, path, body) values ($1, $2, $3)', [
        person.user,
        formPath(context, request, action),
        JSON.stringify(body, storable),
      ]);
    });
  }

  /** Where the form waits that this person posted last, told once; undefined when none does. */
  async waiting(account: number, user: number): Promise<string | undefined> {
    const [[form]] = await this.database.run({ account, user }, () =>
      this.database.query<[{ id: number; path: string }[], number]>(
        `update kept_forms set opened_at = now() where id = (
           select id from kept_forms where kept_at > now() - interval '1 hour' and opened_at is null order by id desc limit 1)
         returning id, path`,
      ),
    );
    return form && `${form.path}?kept=${form.id}`;
  }
}

/** Text without what jsonb refuses: NUL and halves of a surrogate pair. */
function storable(_: string, value: unknown) {
  return typeof value === 'string' ? value.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '') : value;
}

/** The address of the page that shows the form: the action's own path, with this request's ids in it. */
function formPath(context: ExecutionContext, request: Request, action: string) {
  const controller = context.getClass();
  const prefixes: string[] = [Reflect.getMetadata(PATH_METADATA, controller)].flat();
  const prefix = prefixes.find((path) => request.url.startsWith(`/${path}`)) ?? prefixes[0];
  const path: string = Reflect.getMetadata(PATH_METADATA, controller.prototype[action]);
  return `/${prefix}/${path}`
    .replace(/:(\w+)/g, (_, name) => request.params[name])
    .replace(/\/+/g, '/')
    .replace(/\/$/, '');
}
