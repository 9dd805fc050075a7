import type { ReplyInput, ServerInput } from '#kernel/endpoint.ts';
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { preparedUseCase } from '#kernel/server/use-case.ts';
import { importPlan, ledgerSchemaName, planCreated, planVersionImported } from '../contract/index.ts';
import { shownTitle } from '../domain/index.ts';
import { carryReviewsOver } from './carry-reviews.ts';
import { compileApart } from './compile-apart.ts';
import type { CompiledFile } from './compiled-file.ts';
import { decideOutcome } from './decide-outcome.ts';
import { planStore } from './plan-store.ts';
import { planRefusals } from './refusals.ts';

type ImportReply = ReplyInput<typeof importPlan>;

async function recordVersion(
  context: Context,
  key: { readonly planId: string; readonly versionId: string; readonly ordinal: number; readonly title: string },
  file: CompiledFile,
): Promise<void> {
  await record(context, planVersionImported, {
    planId: key.planId,
    versionId: key.versionId,
    ordinal: String(key.ordinal),
    title: key.title,
    sha256: file.fileSha256,
    textSha256: file.textSha256,
    format: file.format,
    chars: String(file.text.length),
    ledgerSchema: ledgerSchemaName,
    compilerVersion: file.compilerVersion,
    ledgerSha256: file.ledgerSha256,
    fileName: file.fileName,
  });
}

/** Stores a compiled file: version, nodes and event in the caller's transaction, or nothing at all. */
export async function storeCompiledFile(file: CompiledFile, planId: string | undefined, context: Context): Promise<ImportReply> {
  const { tx, now, actor } = context;
  await planStore.takeTurn(tx, now);
  const outcome = await decideOutcome(file, planId, context);
  if (outcome.created === 'nothing') return { created: 'nothing', planId: outcome.planId, versionId: outcome.versionId, ordinal: outcome.ordinal, title: outcome.planTitle };
  const title = shownTitle(file.title, file.fileName);
  const key = { planId: outcome.created === 'plan' ? context.newId() : outcome.planId, versionId: context.newId(), ordinal: outcome.ordinal };
  if (outcome.created === 'plan') {
    await planStore.createPlan(tx, { planId: key.planId, title }, now);
    await record(context, planCreated, { planId: key.planId, title });
  } else {
    await planStore.advancePlan(tx, { planId: key.planId, title, ordinal: key.ordinal }, now);
  }
  await planStore.saveVersion(tx, key, file, { actor: actor.id, now });
  await recordVersion(context, { ...key, title }, file);
  await carryReviewsOver(key, file, context);
  return { created: outcome.created, ...key, title };
}

/** Compiles first, outside the transaction; the digest of the preview must still fit. */
async function prepare({ file, body }: ServerInput<typeof importPlan>, { limits }: { readonly limits: { readonly importBytes: number } }): Promise<CompiledFile> {
  const compiled = await compileApart({ bytes: file.bytes, fileName: file.name, maxBytes: limits.importBytes });
  if (body.expectedSha256 !== undefined && body.expectedSha256 !== compiled.fileSha256) {
    throw planRefusals.file_changed({ expected: body.expectedSha256, found: compiled.fileSha256 });
  }
  return compiled;
}

export const importPlanUseCase = preparedUseCase(importPlan, {
  prepare,
  handler: ({ body }, context, compiled: CompiledFile) => storeCompiledFile(compiled, body.planId, context),
  statusOf: (reply) => (reply.created === 'nothing' ? 200 : 201),
});
