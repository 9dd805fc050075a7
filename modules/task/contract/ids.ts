import type { z } from 'zod';
import { id } from '#kernel/ids.ts';

export const taskIdSchema = id('TaskId');
export type TaskId = z.output<typeof taskIdSchema>;
export const assignmentIdSchema = id('AssignmentId');
export type AssignmentId = z.output<typeof assignmentIdSchema>;
export const taskMilestoneIdSchema = id('TaskMilestoneId');
export type TaskMilestoneId = z.output<typeof taskMilestoneIdSchema>;
export const roundIdSchema = id('RoundId');
export type RoundId = z.output<typeof roundIdSchema>;
export const reportIdSchema = id('ReportId');
export type ReportId = z.output<typeof reportIdSchema>;
export const photoIdSchema = id('PhotoId');
export type PhotoId = z.output<typeof photoIdSchema>;
export const unlockIdSchema = id('UnlockId');
export type UnlockId = z.output<typeof unlockIdSchema>;
