import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { Administrators } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, idOf, type Request, redirect } from '../../web/http';
import { People } from './people.service';
import { PasswordInput } from './person.input';

/** Gives a person who cannot sign in a new password; it signs them out everywhere. */
@Administrators()
@Controller('settings/people/:id/password')
export class PasswordsController {
  constructor(private readonly people: People) {}

  @Get()
  @Render('accounts/people/password')
  async edit(@Req() request: Request) {
    const { id, name, login } = await this.people.find(idOf(request));
    return { colleague: { id, name, login }, values: {} };
  }

  @Post()
  @FormOf('edit')
  async update(@Body() { password }: PasswordInput, @Req() request: Request) {
    const { name } = await this.people.setPassword(idOf(request), password);
    flash(request, 'success', 'people.password.saved', { name });
    return redirect('/settings/people');
  }
}
