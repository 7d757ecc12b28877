import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { HistoryModule } from '../history/history.module';
import { AccountController } from './account/account.controller';
import { AccountSettings } from './account/account-settings.service';
import { Actors } from './actors.service';
import { ApiTokens } from './api-tokens.service';
import { HomeController } from './home.controller';
import { KeptForms } from './kept-forms.service';
import { OpenSessionsController } from './open-sessions.controller';
import { OwnPasswordsController } from './own-passwords.controller';
import { OwnPasswords } from './own-passwords.service';
import { DeparturesController } from './people/departures.controller';
import { Identities } from './people/identities.service';
import { Memberships } from './people/memberships.service';
import { PasswordsController } from './people/passwords.controller';
import { PeopleController } from './people/people.controller';
import { People } from './people/people.service';
import { PersonHistory } from './people/person-history.service';
import { SettingsController } from './people/settings.controller';
import { PreferencesController } from './preferences.controller';
import { SessionGuard } from './session.guard';
import { Sessions } from './sessions.service';
import { SignIns } from './sign-in.service';
import { SignInsController } from './sign-ins.controller';
import { SignUps } from './sign-up.service';
import { SignUpsController } from './sign-ups.controller';

/** Accounts, people and their sessions. */
@Module({
  imports: [HistoryModule],
  controllers: [
    HomeController,
    SignUpsController,
    SignInsController,
    PreferencesController,
    OpenSessionsController,
    OwnPasswordsController,
    SettingsController,
    AccountController,
    PeopleController,
    DeparturesController,
    PasswordsController,
  ],
  providers: [
    AccountSettings,
    Actors,
    ApiTokens,
    KeptForms,
    OwnPasswords,
    Sessions,
    SignIns,
    SignUps,
    People,
    Memberships,
    Identities,
    PersonHistory,
    { provide: APP_GUARD, useClass: SessionGuard },
  ],
  exports: [Actors, ApiTokens, Sessions, SignUps, People],
})
export class AccountsModule {}
