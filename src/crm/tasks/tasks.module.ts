import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../../accounts/accounts.module';
import { NoticesModule } from '../../notices/notices.module';
import { PanelsModule } from '../../web/panels';
import { CrmModule } from '../crm.module';
import { CompletionsController } from './completions.controller';
import { Followers } from './followers.service';
import { FollowingDaysController } from './following-days.controller';
import { MyDay } from './my-day.service';
import { OnClientMerged } from './on-client-merged.listener';
import { PostponementsController } from './postponements.controller';
import { Reminders } from './reminders.service';
import { ReopeningsController } from './reopenings.controller';
import { SeriesEndsController } from './series-ends.controller';
import { Task } from './task.entity';
import { TaskDealsController } from './task-deals.controller';
import { TaskDeletionsController } from './task-deletions.controller';
import { TaskFormChoices } from './task-form-choices.service';
import { TaskKeeper } from './task-keeper.service';
import { TaskList } from './task-list.service';
import { TaskNotices } from './task-notices';
import { TaskPanels } from './task-panels.service';
import { TaskParties } from './task-parties.service';
import { TaskRestorationsController } from './task-restorations.controller';
import { TaskSteps } from './task-steps.service';
import { TasksController } from './tasks.controller';
import { Tasks } from './tasks.service';
import { TodayController } from './today.controller';
import { WatchTasks } from './watch-tasks.job';

/** Tasks: what is to be done, by whom and when (R93). */
@Module({
  imports: [TypeOrmModule.forFeature([Task]), AccountsModule, CrmModule, NoticesModule, PanelsModule],
  controllers: [
    ...[TodayController, TaskDealsController, FollowingDaysController, TasksController],
    ...[CompletionsController, ReopeningsController, PostponementsController],
    ...[TaskDeletionsController, TaskRestorationsController, SeriesEndsController],
  ],
  providers: [
    ...[Tasks, TaskSteps, TaskKeeper, TaskParties, Followers, TaskList, MyDay, TaskFormChoices],
    ...[Reminders, TaskNotices, TaskPanels, WatchTasks, OnClientMerged],
  ],
  exports: [Tasks],
})
export class TasksModule {}
