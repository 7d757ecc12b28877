import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClientsModule } from '../../clients/clients.module';
import { MailModule } from '../../mail/mail.module';
import { PanelsModule } from '../../web/panels';
import { CrmModule } from '../crm.module';
import { Letter } from './letter.entity';
import { LetterDesk } from './letter-desk.service';
import { LetterList } from './letter-list.service';
import { LetterPanels } from './letter-panels.service';
import { LetterTemplate } from './letter-template.entity';
import { LetterTemplatesController } from './letter-templates.controller';
import { LetterTemplates } from './letter-templates.service';
import { LettersController } from './letters.controller';
import { Letters } from './letters.service';
import { OnClientMerged } from './on-client-merged.listener';
import { TemplateTrial } from './template-trial.service';

/** Mail that CRM writes to clients, by templates or by hand. */
@Module({
  imports: [TypeOrmModule.forFeature([Letter, LetterTemplate]), CrmModule, ClientsModule, MailModule, PanelsModule],
  controllers: [LettersController, LetterTemplatesController],
  providers: [LetterTemplates, TemplateTrial, Letters, LetterDesk, LetterList, LetterPanels, OnClientMerged],
  exports: [LetterTemplates, Letters, LetterDesk],
})
export class LettersModule {}
