import { panelSlot } from '#kernel/web/panel-slot.tsx';

/** Places on this module's pages that later modules fill; the subject is the clause's anchor. */
export const answerSlots = { clause: panelSlot('answer.clause') } as const;
