/**
 * What was typed but not yet saved stays in this browser: a phone without signal loses nothing, and the form sends it when
 * the connection is back. One draft per debt; it is removed once the server has it.
 */
import type { ReportContentInput } from '../contract/index.ts';
import { reportContentSchema } from '../contract/index.ts';

export interface KeptDraft {
  readonly revision: number;
  readonly content: ReportContentInput;
}

const keyOf = (roundId: string, assignmentId: string): string => `luoshi.report/${roundId}/${assignmentId}`;

export function keepDraft(roundId: string, assignmentId: string, draft: KeptDraft): void {
  try {
    localStorage.setItem(keyOf(roundId, assignmentId), JSON.stringify(draft));
  } catch {
    // A full or forbidden store must not stop the form; the server's copy is the one that counts.
  }
}

export function keptDraft(roundId: string, assignmentId: string): KeptDraft | undefined {
  try {
    const text = localStorage.getItem(keyOf(roundId, assignmentId));
    if (text === null) return undefined;
    const value = JSON.parse(text) as { readonly revision?: unknown; readonly content?: unknown };
    const content = reportContentSchema.safeParse(value.content);
    return content.success && typeof value.revision === 'number' ? { revision: value.revision, content: content.data } : undefined;
  } catch {
    return undefined;
  }
}

export function dropDraft(roundId: string, assignmentId: string): void {
  try {
    localStorage.removeItem(keyOf(roundId, assignmentId));
  } catch {
    // Nothing to drop where nothing can be kept.
  }
}
