import { Injectable } from '@nestjs/common';
import { AccountOpened } from '../../accounts/accounts.events';
import { On } from '../../events/on';
import { StagesService } from './stages.service';

/** What follows for the pipeline when an account is made. */
@Injectable()
export class OnAccountOpened {
  constructor(private readonly stages: StagesService) {}

  @On(AccountOpened)
  async seedStages({ language }: AccountOpened) {
    await this.stages.seedDefaults(language);
  }
}
