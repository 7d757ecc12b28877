import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { SETTINGS, type Settings } from '../settings';
import { Files } from './files';
import { LocalFiles } from './local-files';
import { S3Files } from './s3-files';
import { Uploads } from './uploads.service';

/** Uploaded files: in a bucket when settings name one, else in the data folder. */
@Module({
  providers: [
    Uploads,
    {
      provide: Files,
      useFactory: ({ s3, dataDir }: Settings) => (s3 ? new S3Files(s3) : new LocalFiles(join(dataDir, 'files'))),
      inject: [SETTINGS],
    },
  ],
  exports: [Files, Uploads],
})
export class FilesModule {}
