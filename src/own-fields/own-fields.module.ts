import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OwnField } from './own-field.entity';
import { OwnFieldRemovalsController } from './own-field-removals.controller';
import { OwnFieldRestorationsController } from './own-field-restorations.controller';
import { OwnFieldsController } from './own-fields.controller';
import { OwnFields } from './own-fields.service';
import { OwnHistory } from './own-history.service';
import { OwnValues } from './own-values.service';

/** Fields that a firm adds to its clients and deals (R13, R16). */
@Module({
  imports: [TypeOrmModule.forFeature([OwnField])],
  controllers: [OwnFieldsController, OwnFieldRemovalsController, OwnFieldRestorationsController],
  providers: [OwnFields, OwnValues, OwnHistory],
  exports: [OwnFields, OwnValues],
})
export class OwnFieldsModule {}
