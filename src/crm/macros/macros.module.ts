import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../../accounts/accounts.module';
import { CrmModule } from '../crm.module';
import { Happenings } from './happenings.service';
import { Macro } from './macro.entity';
import { MacroActions } from './macro-actions.service';
import { MacroFacts } from './macro-facts.service';
import { OnCrm } from './on-crm.listener';
import { MacroRuns } from './running/macro-runs.service';
import { ServeHappening } from './running/serve-happening.job';

/** Macros: when something happens, if it is so, then do this (R76-R79). */
@Module({
  imports: [TypeOrmModule.forFeature([Macro]), AccountsModule, CrmModule],
  providers: [Happenings, MacroFacts, MacroActions, OnCrm, MacroRuns, ServeHappening],
  exports: [Happenings, MacroFacts, MacroActions],
})
export class MacrosModule {}
