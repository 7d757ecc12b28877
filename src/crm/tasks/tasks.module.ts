import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../../accounts/accounts.module';
import { NoticesModule } from '../../notices/notices.module';
import { PanelsModule } from '../../web/panels';
import { CrmModule } from '../crm.module';
import { Followers } from './followers.service';
import { OnClientMerged } from './on-client-merged.listener';
import { Reminders } from './reminders.service';
import { Task } from './task.entity';
import { TaskKeeper } from './task-keeper.service';
import { TaskNotices } from './task-notices';
import { TaskParties } from './task-parties.service';
import { TaskSteps } from './task-steps.service';
import { Tasks } from './tasks.service';
import { WatchTasks } from './watch-tasks.job';

/** Tasks: what is to be done, by whom and when (R93). */
@Module({
  imports: [TypeOrmModule.forFeature([Task]), AccountsModule, CrmModule, NoticesModule, PanelsModule],
  providers: [...[Tasks, TaskSteps, TaskKeeper, TaskParties, Followers], ...[Reminders, TaskNotices, WatchTasks, OnClientMerged]],
  exports: [Tasks],
})
export class TasksModule {}
