import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OwnFieldsModule } from '../own-fields/own-fields.module';
import { PanelsModule } from '../web/panels';
import { Client } from './client.entity';
import { ClientDeletionsController } from './client-deletions.controller';
import { ClientDeletionsService } from './client-deletions.service';
import { ClientListsService } from './client-lists.service';
import { ClientMergersController } from './client-mergers.controller';
import { ClientMergersService } from './client-mergers.service';
import { ClientOptionsController } from './client-options.controller';
import { ClientRestorationsController } from './client-restorations.controller';
import { ClientsController } from './clients.controller';
import { ClientsService } from './clients.service';
import { Contact } from './contacts/contact.entity';
import { ContactDeletionsController } from './contacts/contact-deletions.controller';
import { ContactRestorationsController } from './contacts/contact-restorations.controller';
import { ContactsController } from './contacts/contacts.controller';
import { ContactsService } from './contacts/contacts.service';
import { MatchingService } from './matching.service';

/** The client base that both sides share (R1). */
@Module({
  imports: [TypeOrmModule.forFeature([Client, Contact]), PanelsModule, OwnFieldsModule],
  controllers: [
    ClientsController,
    ClientOptionsController,
    ClientDeletionsController,
    ClientRestorationsController,
    ClientMergersController,
    ContactsController,
    ContactDeletionsController,
    ContactRestorationsController,
  ],
  providers: [ClientsService, ClientListsService, ClientDeletionsService, ClientMergersService, ContactsService, MatchingService],
  exports: [ClientsService, ClientListsService, ContactsService, MatchingService],
})
export class ClientsModule {}
