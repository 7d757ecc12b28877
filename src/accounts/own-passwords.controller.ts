import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { FormOf } from '../web/form';
import { flash, type Request, redirect } from '../web/http';
import { OwnPasswordInput } from './own-password.input';
import { OwnPasswords } from './own-passwords.service';

/** Changes one's own password. */
@Controller('person/password')
export class OwnPasswordsController {
  constructor(private readonly passwords: OwnPasswords) {}

  @Get()
  @Render('accounts/own-passwords/edit')
  edit() {
    return { values: {} };
  }

  @Post()
  @FormOf('edit')
  async update(@Body() input: OwnPasswordInput, @Req() request: Request) {
    await this.passwords.change(input, request.ip);
    flash(request, 'success', 'own_password.saved');
    return redirect('/person/sessions');
  }
}
