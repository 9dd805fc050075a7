import { parseDay } from '#kernel/calendar.ts';

export const dayBefore = (day: string): string => parseDay(day).subtract({ days: 1 }).toString();
export const dayAfter = (day: string): string => parseDay(day).add({ days: 1 }).toString();
