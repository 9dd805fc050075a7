import { Refusal } from '#kernel/refusals.ts';

/** Days in a year whose notice of holidays is not out yet are not guessed: that object waits, the others go on. The refusal comes before anything is written. */
export async function withoutNotice(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'calendar.year_missing')) throw error;
  }
}
