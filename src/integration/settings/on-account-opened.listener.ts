import { Injectable } from '@nestjs/common';
import { AccountOpened } from '../../accounts/accounts.events';
import { On } from '../../events/on';
import { IntegrationSettingsService } from './integration-settings.service';

/** A new account begins with the integration on (R112, R129). */
@Injectable()
export class OnAccountOpened {
  constructor(private readonly settings: IntegrationSettingsService) {}

  @On(AccountOpened)
  async openIntegration() {
    await this.settings.open();
  }
}
