import { type DynamicModule, Module } from '@nestjs/common';
import { Jobs, WORKPLACE, type Workplace } from './jobs.service';

/** Work that outlives its request, for every room. */
@Module({})
export class JobsModule {
  static of(workplace: Workplace): DynamicModule {
    return {
      module: JobsModule,
      global: true,
      providers: [{ provide: WORKPLACE, useValue: workplace }, Jobs],
      exports: [Jobs],
    };
  }
}
