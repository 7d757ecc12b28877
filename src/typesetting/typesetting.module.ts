import { Global, Module } from '@nestjs/common';
import { MadeLately } from './made-lately';
import { Typesetter } from './typesetter';

/** Paper, for every room: one thread that makes PDFs. */
@Global()
@Module({ providers: [Typesetter, MadeLately], exports: [Typesetter, MadeLately] })
export class TypesettingModule {}
