import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OwnField } from './own-field.entity';
import { OwnFields } from './own-fields.service';

/** Fields that a firm adds to its clients and deals (R13, R16). */
@Module({
  imports: [TypeOrmModule.forFeature([OwnField])],
  providers: [OwnFields],
  exports: [OwnFields],
})
export class OwnFieldsModule {}
