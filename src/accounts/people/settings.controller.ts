import { Controller, Get, Req } from '@nestjs/common';
import { type Request, redirect } from '../../web/http';

/** The bare address of the settings: the account's for its administrators, a person's own for everybody else. */
@Controller('settings')
export class SettingsController {
  @Get()
  index(@Req() { person }: Request) {
    return redirect(person.administrator ? '/settings/people' : '/person/sessions');
  }
}
