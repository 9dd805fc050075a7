import { panelSlot } from '#kernel/web/panel-slot.tsx';

/** Places on this module's pages that later modules fill; the subject is a task id. */
export const taskSlots = {
  /** beside the facts of one task */
  task: panelSlot('task.page'),
  /** a cell of every row in lists of tasks and of debts */
  row: panelSlot('task.row'),
} as const;
