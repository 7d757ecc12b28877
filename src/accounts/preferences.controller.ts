import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Database } from '../database/database';
import { SETTINGS, type Settings } from '../settings';
import { Open } from '../web/doors';
import { overHttps, type Request, redirect } from '../web/http';
import { OneOf, Text } from '../web/input';
import { LANGUAGES } from '../web/translations';

class PreferencesInput {
  @OneOf(LANGUAGES) language: string | null;
  @OneOf(['auto', 'light', 'dark']) theme: string | null;
  @Text({ max: 2000 }) back: string | null;
}

/** Language and theme: a person's own, or this browser's while nobody is signed in (R115). */
@Open()
@Controller('person/preferences')
export class PreferencesController {
  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post()
  async create(
    @Body() { language, theme, back }: PreferencesInput,
    @Req() request: Request,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (request.person) {
      await this.database.query(
        'update users set language = coalesce($1, language), theme = coalesce($2, theme), version = version + 1 where id = $3',
        [language, theme, request.person.user],
      );
    } else {
      const secure = overHttps(request, this.settings);
      for (const [name, value] of Object.entries({ language, theme })) {
        if (value) reply.setCookie(name, value, { path: '/', sameSite: 'lax', httpOnly: true, secure, maxAge: 31_536_000 });
      }
    }
    return redirect(back && /^\/(?![/\\])/.test(back) ? back : '/');
  }
}
