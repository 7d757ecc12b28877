import { Body, Controller, Get, NotFoundException, Post, Render, Req } from '@nestjs/common';
import { Administrators } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { languageOf } from '../../web/page';
import { translate } from '../../web/translations';
import { type MailServer, SECURITIES } from './mail-server.entity';
import { MailServerInput } from './mail-server.input';
import { MailServers } from './mail-servers.service';
import { TestLetters } from './test-letters.service';

/** Where the account and its departments hand mail over (R52): which have a server, and one form for each. */
@Administrators()
@Controller(['settings/mail', 'settings/mail/departments/:id'])
export class MailServersController {
  constructor(
    private readonly servers: MailServers,
    private readonly tests: TestLetters,
  ) {}

  @Get()
  @Render('mail/servers/edit')
  async edit(@Req() request: Request) {
    const departments = await this.servers.departments();
    const id = departmentOf(request);
    const department = departments.find((each) => each.id === id) ?? null;
    if (id && !department) throw new NotFoundException();
    const server = await this.servers.own(id);
    return {
      department,
      departments: id ? null : departments.map((each) => ({ ...each, href: `/settings/mail/departments/${each.id}` })),
      isSet: server !== undefined,
      hasPassword: Boolean(server?.password),
      values: valuesOf(server),
      securities: SECURITIES.map((value) => ({ value, label: translate(languageOf(request), `mail_servers.security.${value}`) })),
      action: addressOf(id),
    };
  }

  @Post()
  @FormOf('edit')
  async update(@Body() input: MailServerInput, @Req() request: Request) {
    const id = departmentOf(request);
    await this.servers.save(id, input);
    flash(request, 'success', 'mail_servers.saved');
    return redirect(addressOf(id));
  }

  @Post('deletion')
  async destroy(@Req() request: Request) {
    await this.servers.remove(departmentOf(request));
    flash(request, 'success', 'mail_servers.removed');
    return redirect('/settings/mail');
  }

  /** A letter to whoever asks, handed over like any other, so that what the server says is seen on its page. */
  @Post('test')
  async test(@Req() request: Request) {
    const message = await this.tests.send(departmentOf(request));
    return redirect(`/settings/mail/tests/${message}`);
  }
}

function departmentOf(request: Request) {
  return request.params.id === undefined ? null : idOf(request);
}

function addressOf(department: number | null) {
  return department ? `/settings/mail/departments/${department}` : '/settings/mail';
}

/** What the form shows; never the password. */
function valuesOf(server: MailServer | undefined) {
  const { host, port, security, anyCertificate, userName, fromName, fromAddress, replyTo, bouncePattern, repeatUnanswered } =
    server ?? BLANK;
  return { host, port, security, anyCertificate, userName, fromName, fromAddress, replyTo, bouncePattern, repeatUnanswered };
}

const BLANK = {
  ...{ host: null, port: 587, security: 'starttls', anyCertificate: false, userName: null },
  ...{ fromName: null, fromAddress: null, replyTo: null, bouncePattern: null, repeatUnanswered: false },
};
