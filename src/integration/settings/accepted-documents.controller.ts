import { Body, Controller, Get, Post, Render, Req } from '@nestjs/common';
import { StagesService } from '../../crm/stages/stages.service';
import { KINDS } from '../../invoicing/kinds';
import { Administrators, Side } from '../../web/doors';
import { FormOf } from '../../web/form';
import { flash, type Request, redirect } from '../../web/http';
import { languageOf } from '../../web/page';
import { translate } from '../../web/translations';
import { AcceptedDocumentsInput } from './accepted-documents.input';
import { DEAL_CLIENTS } from './integration-settings.entity';
import { IntegrationSettingsService } from './integration-settings.service';

/** CRM's configuration of which documents make deals, and where those are put (R39, R42). */
@Side('crm')
@Administrators()
@Controller('settings/accepted-documents')
export class AcceptedDocumentsController {
  constructor(
    private readonly settings: IntegrationSettingsService,
    private readonly stages: StagesService,
  ) {}

  @Get()
  @Render('integration/accepted-documents/edit')
  async edit(@Req() request: Request) {
    const say = (key: string) => translate(languageOf(request), key);
    const [{ acceptedKinds, invoiceStageId, dealClient, active }, stages] = [
      await this.settings.find(),
      await this.stages.list(),
    ];
    return {
      active,
      values: { kinds: acceptedKinds, stageId: String(invoiceStageId ?? ''), dealClient },
      kinds: KINDS.map(({ code, title, sale }) => ({ value: code, label: say(title), sale })),
      stages: stages.map(({ id, name }) => ({ value: id, label: name })),
      dealClients: DEAL_CLIENTS.map((code) => ({ value: code, label: say(`accepted_documents.deal_client.${code}`) })),
    };
  }

  @Post()
  @FormOf('edit')
  async update(@Body() input: AcceptedDocumentsInput, @Req() request: Request) {
    await this.settings.accept(input);
    flash(request, 'success', 'accepted_documents.saved');
    return redirect('/settings/accepted-documents');
  }
}
