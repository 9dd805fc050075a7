/** For replays: every envelope of some anchors with every status it has had, each with the moment it was recorded. */
import type { EvidenceFacet, EvidenceGrade, EvidenceKind, EvidenceStamp, EvidenceStatus } from '../evidence.ts';
import { statement } from './db.ts';
import type { Tx } from './db.ts';

const listHistory = statement({
  name: 'kernel.list-evidence-history',
  class: 'router',
  text: `select a.anchor, e.evidence_id, e.kind, e.facet, e.grade, e.stamp, e.to_on, e.occurred_on, e.recorded_at, e.source_module, e.source_type, e.source_part, s.status,
           s.recorded_at as status_at
         from kernel.evidence_anchor a
         join kernel.evidence e on e.region_code = a.region_code and e.evidence_id = a.evidence_id
         join kernel.evidence_status s on s.region_code = a.region_code and s.evidence_id = a.evidence_id
         where a.region_code = $1 and a.anchor = any ($2::text[]) order by a.anchor, e.recorded_at, e.evidence_id, s.ordinal`,
  params: { region: 'text', anchors: 'text[]' },
  row: {
    anchor: 'text',
    evidence_id: 'uuid',
    kind: 'text',
    facet: 'text',
    grade: 'text',
    stamp: 'text',
    to_on: 'date',
    occurred_on: 'date',
    recorded_at: 'timestamptz',
    source_module: 'text',
    source_type: 'text',
    source_part: 'text',
    status: 'text',
    status_at: 'timestamptz',
  },
});

export interface EvidenceTrace {
  readonly anchor: string;
  readonly evidenceId: string;
  readonly kind: EvidenceKind;
  readonly facet: EvidenceFacet;
  readonly grade: EvidenceGrade;
  readonly stamp: EvidenceStamp;
  readonly to: string;
  readonly occurredOn: string;
  readonly recordedAt: string;
  readonly source: { readonly module: string; readonly type: string; readonly part: string };
  /** oldest first */
  readonly statuses: readonly { readonly status: EvidenceStatus; readonly at: string }[];
}

/** In the order of recording, apart by anchor. */
export async function evidenceHistoryOf(tx: Tx, anchors: readonly string[]): Promise<readonly EvidenceTrace[]> {
  if (anchors.length === 0) return [];
  const rows = await tx.many(listHistory, { region: tx.region, anchors: [...new Set(anchors)] });
  return [...Map.groupBy(rows, ({ anchor, evidence_id }) => `${anchor} ${evidence_id}`).values()].flatMap((all): EvidenceTrace[] => {
    const [first] = all;
    if (first === undefined) return [];
    return [
      {
        anchor: first.anchor,
        evidenceId: first.evidence_id,
        kind: first.kind as EvidenceKind,
        facet: first.facet as EvidenceFacet,
        grade: first.grade as EvidenceGrade,
        stamp: first.stamp as EvidenceStamp,
        to: first.to_on,
        occurredOn: first.occurred_on,
        recordedAt: first.recorded_at,
        source: { module: first.source_module, type: first.source_type, part: first.source_part },
        statuses: all.map(({ status, status_at }) => ({ status: status as EvidenceStatus, at: status_at })),
      },
    ];
  });
}
