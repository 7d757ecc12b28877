import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { BrokenRule } from '../../broken-rule';
import { StagesService } from '../../crm/stages/stages.service';
import { Mirrors } from '../links/mirrors.service';
import type { AcceptedDocumentsInput } from './accepted-documents.input';
import { ACCEPTED_BY_DEFAULT, IntegrationSettings } from './integration-settings.entity';

/** The account's settings of the integration. */
@Injectable()
export class IntegrationSettingsService {
  constructor(
    @InjectRepository(IntegrationSettings) private readonly settings: Repository<IntegrationSettings>,
    private readonly stages: StagesService,
    private readonly mirrors: Mirrors,
  ) {}

  /** Each account has one row from its opening on. */
  find(): Promise<IntegrationSettings> {
    return this.settings.findOneByOrFail({});
  }

  /** A new account's: on, with the kinds of R40 (R129). */
  async open() {
    await this.settings.insert({ active: true, acceptedKinds: ACCEPTED_BY_DEFAULT, dealClient: 'buyer' });
  }

  /** Turns the integration on or off; on again, deals show what their documents say by now (R129). */
  async turn(active: boolean) {
    const settings = await this.locked();
    if (settings.active === active) return;
    settings.active = active;
    await this.settings.save(settings);
    if (active) await this.mirrors.refreshAll();
  }

  /** What CRM accepts: at work from the next issue on (R39). @throws BrokenRule when there is no such stage */
  async accept({ kinds, stageId, dealClient }: AcceptedDocumentsInput) {
    const settings = await this.locked();
    if (stageId !== null && !(await this.stages.list()).some(({ id }) => id === stageId)) {
      throw new BrokenRule('stage_unknown', {}, 'stageId');
    }
    Object.assign(settings, { acceptedKinds: kinds, invoiceStageId: stageId, dealClient });
    await this.settings.save(settings);
  }

  /** The stage that deals were put in was removed: from now on its replacement (R89). */
  async replaceStage(stage: number, replacement: number) {
    const settings = await this.locked();
    if (settings.invoiceStageId !== stage) return;
    settings.invoiceStageId = replacement;
    await this.settings.save(settings);
  }

  private locked() {
    return this.settings.findOneOrFail({ where: {}, lock: { mode: 'for_no_key_update' } });
  }
}
