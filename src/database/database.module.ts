import { DynamicModule, Module } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { DataSourceOptions } from 'typeorm';
import { type Connection, typeormOptions } from './connection';
import { Database } from './database';
import { PreparedClient } from './prepared-client';

/** What the pool's connections have from their very start: a transaction that hangs must not hold its locks for long. */
const LIMITS = '-c idle_in_transaction_session_timeout=30000 -c statement_timeout=15000';

/** An idle connection is kept for so long, with the plans of what it was asked: the next page after a pause is as fast as the last. Milliseconds. */
const KEPT = 300_000;

/** The data source of the application's role, made with this pool of ten connections. */
export function databaseOptions(application: Connection): DataSourceOptions {
  return {
    ...typeormOptions(application),
    parseInt8: true, // ids are numbers; what a firm counts stays below 2^53
    installExtensions: false,
    extra: {
      ...{ Client: PreparedClient, pipeline: true, max: 10, idleTimeoutMillis: KEPT },
      options: [application.options, LIMITS].filter(Boolean).join(' '),
    },
  };
}

/** Gives every room the Database and, through TypeOrmModule.forFeature, its repositories. */
@Module({})
export class DatabaseModule {
  static of(application: Connection): DynamicModule {
    const options = { ...databaseOptions(application), autoLoadEntities: true };
    return {
      module: DatabaseModule,
      global: true,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => options,
          dataSourceFactory: (complete) => new Database(complete!).initialize(),
        }),
      ],
      providers: [{ provide: Database, useExisting: getDataSourceToken() }],
      exports: [Database],
    };
  }
}
