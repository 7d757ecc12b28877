import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ApiTokens } from './api-tokens.service';
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
  providers: [ApiTokens, Sessions, SignIns, SignUps, { provide: APP_GUARD, useClass: SessionGuard }],
  exports: [ApiTokens, Sessions, SignUps],
})
export class AccountsModule {}
