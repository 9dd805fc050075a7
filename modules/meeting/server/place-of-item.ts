/** Where the matter of an agenda item lies: what an order made of its decision is about, and in which part of a plan (ADR 0034). */
import type { Context } from '#kernel/server/context.ts';
import { planPathOfClause } from '#answer/server';
import { planPathOf } from '#supervision/server';
import { taskRows } from '#task/server';

export interface MatterPlace {
  /** `order:…`, `blockage:…`, `task:…`; empty for a matter that is none of them */
  readonly objectRef: string;
  /** empty when it lies in no plan */
  readonly planPath: string;
}

type Fates = readonly { readonly decisionId: string; readonly orderId: string | null }[];

/** Rulings on an order's extension or colour are about the order, one on a refused task about the task, a look back about the order then made. */
async function objectOf(kind: string, id: string, { fates, context }: { readonly fates: Fates; readonly context: Pick<Context, 'tx'> }): Promise<string> {
  switch (kind) {
    case 'order':
    case 'extension':
    case 'objection':
      return `order:${id}`;
    case 'blockage':
      return `blockage:${id}`;
    case 'decision': {
      const orderId = fates.find(({ decisionId }) => decisionId === id)?.orderId ?? '';
      return orderId === '' ? '' : `order:${orderId}`;
    }
    case 'refusal': {
      const taskId = (await taskRows.findAssignment(context.tx, id))?.task_id ?? '';
      return taskId === '' ? '' : `task:${taskId}`;
    }
    default:
      return '';
  }
}

export async function placeOfItem(ref: string, fates: Fates, context: Pick<Context, 'tx'>): Promise<MatterPlace> {
  const [, kind = '', id = '', rest = ''] = /^([a-z-]+):([^/]+)(?:\/(.+))?$/.exec(ref) ?? [];
  if (kind === 'target') return { objectRef: '', planPath: await planPathOfClause(context.tx, id, rest) };
  const objectRef = await objectOf(kind, id, { fates, context });
  return { objectRef, planPath: await planPathOf(context.tx, objectRef) };
}
