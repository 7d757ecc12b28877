/** Kinds of the notices that tasks give. */
export const TASK_REMINDER = 'task_reminder';
export const TASK_GIVEN = 'task_given';
