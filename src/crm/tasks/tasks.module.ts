import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CrmModule } from '../crm.module';
import { Task } from './task.entity';
import { Tasks } from './tasks.service';

/** Tasks: what is to be done, by whom and when (R93). */
@Module({
  imports: [TypeOrmModule.forFeature([Task]), CrmModule],
  providers: [Tasks],
  exports: [Tasks],
})
export class TasksModule {}
