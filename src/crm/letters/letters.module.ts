import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClientsModule } from '../../clients/clients.module';
import { FilesModule } from '../../files/files.module';
import { MailModule } from '../../mail/mail.module';
import { PanelsModule } from '../../web/panels';
import { CrmModule } from '../crm.module';
import { Letter } from './letter.entity';
import { LetterDesk } from './letter-desk.service';
import { LetterFile } from './letter-file.entity';
import { LetterFilesController } from './letter-files.controller';
import { LetterFiles } from './letter-files.service';
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
  imports: [
    TypeOrmModule.forFeature([Letter, LetterFile, LetterTemplate]),
    CrmModule,
    ClientsModule,
    FilesModule,
    MailModule,
    PanelsModule,
  ],
  controllers: [LettersController, LetterFilesController, LetterTemplatesController],
  providers: [LetterTemplates, TemplateTrial, Letters, LetterFiles, LetterDesk, LetterList, LetterPanels, OnClientMerged],
  exports: [LetterTemplates, Letters, LetterDesk],
})
export class LettersModule {}
