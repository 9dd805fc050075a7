import { z } from 'zod';

/** The day at whose end things are shown as they were known; left out = now. */
export const knownOnSchema = z.iso.date('「截至日期」应为存在的日期，如 2026-03-02').optional().meta({ label: '截至日期' });
