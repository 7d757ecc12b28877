import { Global, Module } from '@nestjs/common';
import { Typesetter } from './typesetter';

/** Paper, for every room: one thread that makes PDFs. */
@Global()
@Module({ providers: [Typesetter], exports: [Typesetter] })
export class TypesettingModule {}
