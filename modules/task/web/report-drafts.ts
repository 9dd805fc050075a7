/**
 * What was typed but not yet sent stays in this browser, for every form apart and for every person apart: a telephone that is
 * closed in the middle of a sentence loses nothing. Sending is the business of the offline queue (`use-report-sending.ts`).
 */
import type { ReportContentInput } from '../contract/index.ts';
import { reportContentSchema } from '../contract/index.ts';

export interface KeptDraft {
  /** the revision that was open when it was typed */
  readonly revision: number;
  readonly content: ReportContentInput;
}

export interface DraftKey {
  readonly ownerId: string;
  readonly roundId: string;
  readonly assignmentId: string;
}

const prefix = 'luoshi.report/';
const keyOf = ({ ownerId, roundId, assignmentId }: DraftKey): string => `${prefix}${ownerId}/${roundId}/${assignmentId}`;

export function keepDraft(key: DraftKey, draft: KeptDraft): void {
  try {
    localStorage.setItem(keyOf(key), JSON.stringify(draft));
  } catch {
    // A full or forbidden store must not stop the form; the server's copy is the one that counts.
  }
}

export function keptDraft(key: DraftKey): KeptDraft | undefined {
  try {
    const text = localStorage.getItem(keyOf(key));
    if (text === null) return undefined;
    const value = JSON.parse(text) as { readonly revision?: unknown; readonly content?: unknown };
    const content = reportContentSchema.safeParse(value.content);
    return content.success && typeof value.revision === 'number' ? { revision: value.revision, content: content.data } : undefined;
  } catch {
    return undefined;
  }
}

export function dropDraft(key: DraftKey): void {
  try {
    localStorage.removeItem(keyOf(key));
  } catch {
    // Nothing to drop where nothing can be kept.
  }
}

/** `round/assignment` of every form that a person left unsent in this browser. */
export function draftsOf(ownerId: string): ReadonlySet<string> {
  try {
    const own = `${prefix}${ownerId}/`;
    return new Set(
      Object.keys(localStorage)
        .filter((key) => key.startsWith(own))
        .map((key) => key.slice(own.length)),
    );
  } catch {
    return new Set();
  }
}
