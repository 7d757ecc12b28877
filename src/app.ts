import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module';
import type { Connection } from './database/connection';
import type { Workplace } from './jobs/jobs.service';
import type { Settings } from './settings';
import { furnish } from './web/web';

/** The application, ready to listen; database is how the application's role reaches it, owner how jobs do. */
export async function createApp(given: { settings: Settings; database: Connection } & Workplace) {
  const adapter = new FastifyAdapter({ trustProxy: given.settings.trustProxy, bodyLimit: 1_048_576 });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(given), adapter, {
    logger: ['error', 'warn'],
    bodyParser: false,
  });
  await furnish(app, given.settings);
  await app.init();
  return app;
}
