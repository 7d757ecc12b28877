import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { Administrators } from '../../web/doors';
import { flash, type Request, redirect } from '../../web/http';
import { Flag } from '../../web/input';
import { shownBackfill } from '../backfill/backfills.controller';
import { Backfills } from '../backfill/backfills.service';
import { mayBackfill } from '../backfill/who-may';
import { IntegrationSettingsService } from './integration-settings.service';

/** The form of the switch. */
export class IntegrationInput {
  @Flag() active: boolean;
}

/** The switch of the integration in the account's settings (R18, R51, R129). */
@Administrators()
@Controller('settings/integration')
export class IntegrationController {
  constructor(
    private readonly settings: IntegrationSettingsService,
    private readonly backfills: Backfills,
  ) {}

  @Get()
  @Render('integration/settings/edit')
  async edit(@Req() { person }: Request) {
    const { active } = await this.settings.find();
    const mayFill = mayBackfill(person);
    return { active, mayFill, backfills: mayFill ? (await this.backfills.list()).map(shownBackfill) : [] };
  }

  @Post()
  async update(@Body() { active }: IntegrationInput, @Req() request: Request) {
    await this.settings.turn(active);
    flash(request, 'success', active ? 'integration.turned_on' : 'integration.turned_off');
    return redirect('/settings/integration');
  }
}
