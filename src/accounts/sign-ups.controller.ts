import { Body, Controller, ForbiddenException, Get, Inject, Post, Render, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { SETTINGS, type Settings } from '../settings';
import { Open } from '../web/doors';
import { FormOf } from '../web/form';
import { flash, Redirect, type Request, redirect } from '../web/http';
import { languageOf } from '../web/page';
import { Sessions } from './sessions.service';
import { SignUpInput } from './sign-up.input';
import { SignUps } from './sign-up.service';

/** "Create your account" (R112, R128). */
@Open()
@Controller('sign-up')
export class SignUpsController {
  constructor(
    private readonly signUps: SignUps,
    private readonly sessions: Sessions,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Render('accounts/sign-ups/blank')
  async blank(@Req() request: Request) {
    if (request.person) throw new Redirect('/');
    if (!(await this.signUps.open(this.settings.signUp))) throw new ForbiddenException();
    return { values: { company: '', name: '', login: '', email: '', password: '', exampleData: false } };
  }

  @Post()
  @FormOf('blank')
  async create(@Body() input: SignUpInput, @Req() request: Request, @Res({ passthrough: true }) reply: FastifyReply) {
    if (request.person) return redirect('/');
    const { account, user } = await this.signUps.signUp(input, languageOf(request), this.settings.signUp);
    await this.sessions.open(account, user, request, reply);
    flash(request, 'success', input.exampleData ? 'example_data.welcome' : 'accounts.welcome');
    return redirect('/');
  }
}
