/** A moment of the wire (with the offset of Asia/Shanghai) as people read it: 2026-11-23 16:05. */
export const momentWords = (moment: string): string => `${moment.slice(0, 10)} ${moment.slice(11, 16)}`;
