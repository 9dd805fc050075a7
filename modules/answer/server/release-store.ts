/** Releases of evidence to the public: the last one known at a moment decides. */
import { formatMoment } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/calendar.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';

const listReleases = statement({
  name: 'answer.list-evidence-releases',
  class: 'router',
  text: `select distinct on (r.evidence_id) r.evidence_id, r.ordinal, r.is_public from answer.evidence_release r
         where r.region_code = $1 and r.evidence_id = any ($2) and r.decided_at <= $3 order by r.evidence_id, r.ordinal desc`,
  params: { region: 'text', evidenceIds: 'uuid[]', knownAt: 'timestamptz' },
  row: { evidence_id: 'uuid', ordinal: 'int4', is_public: 'bool' },
});

const insertRelease = statement({
  name: 'answer.insert-evidence-release',
  class: 'router',
  text: `insert into answer.evidence_release (region_code, evidence_id, ordinal, is_public, reason, decided_by, decided_at) values ($1, $2, $3, $4, $5, $6, $7)`,
  params: { region: 'text', evidenceId: 'uuid', ordinal: 'int4', isPublic: 'bool', reason: 'text', by: 'text', at: 'timestamptz' },
  row: {},
});

export interface Release {
  readonly ordinal: number;
  readonly isPublic: boolean;
}

export const releaseStore = {
  of: async (tx: Tx, evidenceIds: readonly string[], knownAt: Instant): Promise<ReadonlyMap<string, Release>> => {
    if (evidenceIds.length === 0) return new Map();
    const rows = await tx.many(listReleases, { region: tx.region, evidenceIds, knownAt: formatMoment(knownAt) });
    return new Map(rows.map((row) => [row.evidence_id, { ordinal: row.ordinal, isPublic: row.is_public }]));
  },
  save: (tx: Tx, release: Release & { readonly evidenceId: string; readonly reason: string; readonly by: string }, now: Instant) =>
    tx.run(insertRelease, { region: tx.region, ...release, at: formatMoment(now) }),
} as const;
