import { Injectable } from '@nestjs/common';
import { StageRemoved } from '../../crm/crm.events';
import { On } from '../../events/on';
import { IntegrationSettingsService } from './integration-settings.service';

/** Deals made for documents follow the stage that took the removed one's place (R89). */
@Injectable()
export class OnStageRemoved {
  constructor(private readonly settings: IntegrationSettingsService) {}

  @On(StageRemoved)
  async replaceStage({ stage, replacement }: StageRemoved) {
    await this.settings.replaceStage(stage, replacement);
  }
}
