import { dayOf, parseMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { fileReply, presentFile } from '#kernel/server/file-reply.ts';
import { diffPlans } from '#libs/plantext/index.ts';
import { exportVersion } from '../contract/index.ts';
import { currentTaskRows, reviewGroundOf, taskSheetName } from '../domain/index.ts';
import { makeExport } from './make-export.ts';
import { findEditionByOrdinal, readEdition } from './read-edition.ts';
import type { Edition } from './read-edition.ts';
import { reviewStore } from './review-store.ts';

/** `20260102T030405Z`: the moment of the import, so that the same version gives the same calendar every time. */
const stampOf = (importedAt: string): string => `${parseMoment(importedAt).toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')}`;

async function firstIdsOf(edition: Edition, context: Context): Promise<ReadonlyMap<string, string>> {
  const first = edition.ordinal === 1 ? undefined : await findEditionByOrdinal({ planId: edition.planId, ordinal: 1 }, context);
  if (first === undefined) return new Map();
  return new Map(diffPlans(first, edition).nodes.matches.map(({ before, after }) => [after.id, before.id]));
}

/** A title may hold what a file name may not. */
const nameOf = ({ title, ordinal }: Edition, ending: string): string => `${[...title.replace(/[/\\:*?"<>|\s]/g, '_')].slice(0, 80).join('')}-第${ordinal}版-${ending}`;

export const exportVersionUseCase = useCase(
  exportVersion,
  async ({ params, query }, context) => {
    const edition = await readEdition(params, context);
    const isTable = query.format === 'csv' || query.format === 'xlsx';
    const latest = isTable ? await reviewStore.listLatest(context.tx, edition.versionId) : [];
    const reviewCount = isTable ? await reviewStore.count(context.tx, edition.versionId) : 0;
    const firstIds = query.format === 'akn' ? await firstIdsOf(edition, context) : new Map<string, string>();
    const file = await makeExport(query.format, {
      ...edition,
      sheetName: taskSheetName({ ordinal: edition.ordinal, reviewCount }),
      rows: () => currentTaskRows(reviewGroundOf(edition.plan, edition.text), latest),
      address: `${context.publicOrigin}/plans/${edition.planId}/versions/${edition.versionId}`,
      workUri: `/akn/cn/doc/plan/${context.tx.region}/${edition.planId}`,
      on: dayOf(parseMoment(edition.importedAt)).toString(),
      stamp: stampOf(edition.importedAt),
      firstIds: () => firstIds,
    });
    return fileReply(nameOf(edition, file.ending), file.mediaType, file.content);
  },
  { present: presentFile },
);
