import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { Person } from '../../accounts/person';
import { Database } from '../../database/database';
import { MailServers } from '../../mail/servers/mail-servers.service';
import { flash, type Request, redirect } from '../../web/http';
import { addressOf } from '../address';
import { NoticeChoicesInput } from './notice-choices.input';
import { NoticeChoices } from './notice-choices.service';

/** Where notices reach the person who asks, kind by kind. */
@Controller('notices/choices')
export class NoticeChoicesController {
  constructor(
    private readonly choices: NoticeChoices,
    private readonly servers: MailServers,
    private readonly database: Database,
  ) {}

  @Get()
  @Render('notices/choices/edit')
  async edit(@Req() request: Request) {
    const all = (await this.choices.list()).map((choice, at) => ({ ...choice, at }));
    const [{ email }] = await this.database.query<{ email: string }[]>('select email from users where id = $1', [
      Person.current.user,
    ]);
    const groups = [null, 'crm', 'invoicing'].map((side) => ({ side, choices: all.filter((choice) => choice.side === side) }));
    return {
      groups: groups.filter(({ choices }) => choices.length),
      email,
      served: Boolean(await this.servers.for(null)),
      action: addressOf(request, '/notices/choices'),
      back: addressOf(request, '/notices'),
    };
  }

  @Post()
  async update(@Body() { choices }: NoticeChoicesInput, @Req() request: Request) {
    await this.choices.save(choices);
    flash(request, 'success', 'notices.choices.saved');
    return redirect(addressOf(request, '/notices/choices'));
  }
}
