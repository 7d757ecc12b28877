import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { HomeController } from './home.controller';
import { PreferencesController } from './preferences.controller';
import { SessionGuard } from './session.guard';
import { Sessions } from './sessions.service';
import { SignIns } from './sign-in.service';
import { SignInsController } from './sign-ins.controller';
import { SignUps } from './sign-up.service';
import { SignUpsController } from './sign-ups.controller';

/** Accounts, people and their sessions. */
@Module({
  controllers: [HomeController, SignUpsController, SignInsController, PreferencesController],
  providers: [Sessions, SignIns, SignUps, { provide: APP_GUARD, useClass: SessionGuard }],
  exports: [Sessions, SignUps],
})
export class AccountsModule {}
