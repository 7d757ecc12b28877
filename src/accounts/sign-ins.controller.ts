import { Body, Controller, Get, Inject, Post, Render, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { SETTINGS, type Settings } from '../settings';
import { Open } from '../web/doors';
import { FormOf } from '../web/form';
import { Redirect, type Request, redirect } from '../web/http';
import { KeptForms } from './kept-forms.service';
import { Sessions } from './sessions.service';
import { SignInInput } from './sign-in.input';
import { SignIns } from './sign-in.service';
import { SignUps } from './sign-up.service';

/** Signing in and out. */
@Open()
@Controller()
export class SignInsController {
  constructor(
    private readonly signIns: SignIns,
    private readonly signUps: SignUps,
    private readonly sessions: Sessions,
    private readonly keptForms: KeptForms,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('sign-in')
  @Render('accounts/sign-ins/blank')
  async blank(@Req() request: Request) {
    if (request.person) throw new Redirect('/');
    const signUpOpen = await this.signUps.open(this.settings.signUp);
    return {
      values: { login: '', password: '', account: '' },
      accounts: this.signIns.accountsToChoose(request),
      signUpOpen,
    };
  }

  @Post('sign-in')
  @FormOf('blank')
  async create(@Body() input: SignInInput, @Req() request: Request, @Res({ passthrough: true }) reply: FastifyReply) {
    if (request.person) return redirect('/');
    const { account, user } = await this.signIns.signIn(input, request);
    await this.sessions.open(account, user, request, reply);
    return redirect((await this.keptForms.waiting(account, user)) ?? '/');
  }

  @Post('sign-out')
  async destroy(@Req() request: Request, @Res({ passthrough: true }) reply: FastifyReply) {
    if (request.person) await this.sessions.end(request.person, reply);
    return redirect('/sign-in');
  }
}
