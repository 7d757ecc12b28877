import { Global, Module } from '@nestjs/common';
import { History } from './history.service';

/** What happened with every record, for every room. */
@Global()
@Module({ providers: [History], exports: [History] })
export class HistoryModule {}
