import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FilesModule } from '../../files/files.module';
import { PanelsModule } from '../../web/panels';
import { Attachment } from './attachment.entity';
import { AttachmentDisclosuresController } from './attachment-disclosures.controller';
import { AttachmentPanels } from './attachment-panels.service';
import { AttachmentRemovalsController } from './attachment-removals.controller';
import { AttachmentsController } from './attachments.controller';
import { Attachments } from './attachments.service';

/** Files that belong to documents. */
@Module({
  imports: [TypeOrmModule.forFeature([Attachment]), FilesModule, PanelsModule],
  controllers: [AttachmentsController, AttachmentRemovalsController, AttachmentDisclosuresController],
  providers: [Attachments, AttachmentPanels],
  exports: [Attachments],
})
export class AttachmentsModule {}
