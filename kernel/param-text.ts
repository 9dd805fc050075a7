/** A parameter's value in words, by the labels of its schema. */
import type { z } from 'zod';
import { labelAt } from './messages.ts';

function words(schema: z.ZodType, path: readonly PropertyKey[], value: unknown): string {
  if (value === null || value === undefined) return '无';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.length === 0 ? '无' : value.map((one) => words(schema, path, one)).join('、');
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([key, one]) => `${labelAt(schema, [...path, key]) ?? key}：${words(schema, [...path, key], one)}`)
      .join('；');
  }
  return String(value);
}

export const describeValue = (schema: z.ZodType, value: unknown): string => words(schema, [], value);
