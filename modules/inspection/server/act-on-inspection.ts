/** Acts of people on one inspection or on many. */
import { Refusal } from '#kernel/refusals.ts';
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { actOnInspection, actOnInspections, getInspection } from '../contract/index.ts';
import { openInspection } from './open-inspection.ts';
import { presentInspection } from './present-inspection.ts';
import { inspectionRefusals } from './refusals.ts';
import { bareInput, checkWords, decidedStep, stepInspection } from './step-inspection.ts';

export const getInspectionUseCase = useCase(getInspection, async ({ params }, context) => presentInspection(await openInspection(context, params.inspectionId), context));

export const actOnInspectionUseCase = useCase(actOnInspection, async ({ params, body }, context) => {
  const open = await openInspection(context, params.inspectionId, 'write');
  const step = decidedStep(context, open, body.action);
  if (open.row.revision !== body.revision) throw inspectionRefusals.changed();
  checkWords(body);
  await stepInspection(context, open, { step, input: body });
  return presentInspection(await openInspection(context, params.inspectionId), context);
});

async function actOnOne(inspectionId: string, body: { readonly action: 'notify' | 'cancel'; readonly note: string; readonly isPreview: boolean }, context: Context) {
  let subject = '';
  try {
    const open = await openInspection(context, inspectionId, body.isPreview ? 'read' : 'write');
    subject = open.row.subject;
    const input = { ...bareInput, action: body.action, note: body.note };
    const step = decidedStep(context, open, body.action);
    checkWords(input);
    if (!body.isPreview) await stepInspection(context, open, { step, input });
    return { inspectionId, subject, isDone: true, reason: null };
  } catch (error) {
    // A refusal comes before anything is written, so the other rows stand.
    if (error instanceof Refusal) return { inspectionId, subject, isDone: false, reason: error.detail };
    throw error;
  }
}

export const actOnInspectionsUseCase = useCase(actOnInspections, async ({ body }, context) => {
  const items: Awaited<ReturnType<typeof actOnOne>>[] = [];
  for (const inspectionId of new Set(body.inspectionIds)) items.push(await actOnOne(inspectionId, body, context));
  return { items, done: items.filter(({ isDone }) => isDone).length };
});
