import { preparedUseCase } from '#kernel/server/use-case.ts';
import { previewPlan } from '../contract/index.ts';
import { countsOf, shownTitle } from '../domain/index.ts';
import { compileApart } from './compile-apart.ts';
import type { CompiledFile } from './compiled-file.ts';
import { decideOutcome } from './decide-outcome.ts';

const recordsOf = ({ targets, milestones, documents, recurring, conditions, projects, actors, terms, references }: CompiledFile['ledger']) => ({
  targets,
  milestones,
  documents,
  recurring,
  conditions,
  projects,
  actors,
  terms,
  references,
});

/** Says what was understood and what an import would do; writes nothing. */
export const previewPlanUseCase = preparedUseCase(previewPlan, {
  prepare: ({ file }, { limits }) => compileApart({ bytes: file.bytes, fileName: file.name, maxBytes: limits.importBytes }),
  handler: async ({ body }, context, file: CompiledFile) => {
    const outcome = await decideOutcome(file, body.planId, context);
    return {
      fileName: file.fileName,
      title: shownTitle(file.title, file.fileName),
      format: file.format,
      encoding: file.encoding,
      sha256: file.fileSha256,
      bytes: file.bytes,
      chars: file.text.length,
      text: file.text,
      nodes: file.ledger.outline.map(({ id, parent, kind, label, title, start, end }) => ({ nodeId: id, parent, kind, label, title, start, end })),
      counts: countsOf(file.ledger),
      findings: file.ledger.findings,
      records: recordsOf(file.ledger),
      outcome: {
        created: outcome.created,
        planId: outcome.created === 'plan' ? null : outcome.planId,
        planTitle: outcome.created === 'plan' ? null : outcome.planTitle,
        versionId: outcome.created === 'nothing' ? outcome.versionId : null,
        ordinal: outcome.ordinal,
      },
    };
  },
});
