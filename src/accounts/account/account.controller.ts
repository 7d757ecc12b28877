import { Body, Controller, ForbiddenException, Get, Post, Render, Req } from '@nestjs/common';
import { CURRENCIES } from '../../money/currencies';
import { Administrators } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, type Request, redirect } from '../../web/http';
import { languageOf } from '../../web/page';
import { LANGUAGES, translate } from '../../web/translations';
import { AccountInput, TIME_ZONES } from './account.input';
import { AccountSettings } from './account-settings.service';

/** The account's settings, for owners. */
@Administrators()
@Controller('settings/account')
export class AccountController {
  constructor(private readonly settings: AccountSettings) {}

  @Get()
  @Render('accounts/account/edit')
  async edit(@Req() request: Request) {
    refuseUnlessOwner(request);
    const { version, ...values } = await this.settings.find();
    const language = languageOf(request);
    return {
      values,
      version, // of now, not the one that was posted: who saves again has been told that somebody else was here
      languages: LANGUAGES.map((value) => ({ value, label: translate(language, `language.${value}`) })),
      timeZones: among(TIME_ZONES, values.timeZone),
      currencies: among(CURRENCIES, values.currency),
      entries: await this.settings.past(language),
    };
  }

  @Post()
  @FormOf('edit')
  async update(@Body() input: AccountInput, @Req() request: Request) {
    refuseUnlessOwner(request);
    await this.settings.update(input);
    flash(request, 'success', 'account.saved');
    return redirect('/settings/account');
  }
}

function refuseUnlessOwner({ person }: Request) {
  if (!person.owner) throw new ForbiddenException();
}

/** What can be chosen, and what is chosen already. */
function among(names: readonly string[], chosen: string) {
  return [...new Set([...names, chosen])].map((value) => ({ value, label: value }));
}
