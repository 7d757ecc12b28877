import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PanelsModule } from '../web/panels';
import { BankAccount } from './bank-account.entity';
import { BankAccountsService } from './bank-accounts.service';
import { Department } from './department.entity';
import { DepartmentArchivingsController } from './department-archivings.controller';
import { DepartmentHistory } from './department-history.service';
import { DepartmentLogosController } from './department-logos.controller';
import { DepartmentLogos } from './department-logos.service';
import { DepartmentPromotionsController } from './department-promotions.controller';
import { DepartmentUnarchivingsController } from './department-unarchivings.controller';
import { DepartmentsController } from './departments.controller';
import { DepartmentsService } from './departments.service';

/** The departments that both sides share: sellers with their bank accounts (R69). */
@Module({
  imports: [TypeOrmModule.forFeature([Department, BankAccount]), PanelsModule],
  controllers: [
    DepartmentsController,
    DepartmentArchivingsController,
    DepartmentUnarchivingsController,
    DepartmentPromotionsController,
    DepartmentLogosController,
  ],
  providers: [DepartmentsService, BankAccountsService, DepartmentLogos, DepartmentHistory],
  exports: [DepartmentsService, DepartmentLogos],
})
export class DepartmentsModule {}
