import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Client } from './client.entity';
import { ClientDeletionsController } from './client-deletions.controller';
import { ClientListsService } from './client-lists.service';
import { ClientRestorationsController } from './client-restorations.controller';
import { ClientsController } from './clients.controller';
import { ClientsService } from './clients.service';
import { MatchingService } from './matching.service';

/** The client base that both sides share (R1). */
@Module({
  imports: [TypeOrmModule.forFeature([Client])],
  controllers: [ClientsController, ClientDeletionsController, ClientRestorationsController],
  providers: [ClientsService, ClientListsService, MatchingService],
  exports: [ClientsService, ClientListsService, MatchingService],
})
export class ClientsModule {}
