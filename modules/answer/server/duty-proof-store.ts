/** Which duty is proved by which clause: the last fact of a duty is in force. */
import { formatMoment } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/calendar.ts';
import type { EvidenceGrade } from '#kernel/evidence.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';
import type { DutyProofWay } from '../contract/index.ts';

const listCurrent = statement({
  name: 'answer.list-duty-proofs',
  class: 'router',
  text: `select distinct on (p.duty_code) p.duty_code, p.ordinal, p.plan_id, p.clause_key, p.basis, p.at_least, p.min_grade, p.reason
         from answer.duty_proof p where p.region_code = $1 order by p.duty_code, p.ordinal desc`,
  params: { region: 'text' },
  row: { duty_code: 'text', ordinal: 'int4', plan_id: 'uuid', clause_key: 'text', basis: 'text', at_least: 'int4', min_grade: 'text', reason: 'text' },
});

const insertProof = statement({
  name: 'answer.insert-duty-proof',
  class: 'router',
  text: `insert into answer.duty_proof (region_code, duty_code, ordinal, plan_id, clause_key, basis, at_least, min_grade, reason, decided_by, decided_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
  params: {
    region: 'text',
    dutyCode: 'text',
    ordinal: 'int4',
    planId: 'uuid',
    clauseKey: 'text',
    basis: 'text',
    atLeast: 'int4',
    minGrade: 'text',
    reason: 'text',
    by: 'text',
    at: 'timestamptz',
  },
  row: {},
});

export interface DutyProof {
  readonly dutyCode: string;
  readonly ordinal: number;
  readonly planId: string;
  readonly clauseKey: string;
  readonly basis: DutyProofWay;
  readonly atLeast: number;
  readonly minGrade: EvidenceGrade;
  readonly reason: string;
}

export const dutyProofStore = {
  /** The last fact of every duty, ended ones as well: their ordinal goes on. */
  list: async (tx: Tx): Promise<readonly DutyProof[]> =>
    (await tx.many(listCurrent, { region: tx.region })).map((row) => ({
      dutyCode: row.duty_code,
      ordinal: row.ordinal,
      planId: row.plan_id,
      clauseKey: row.clause_key,
      basis: row.basis as DutyProofWay,
      atLeast: row.at_least,
      minGrade: row.min_grade as EvidenceGrade,
      reason: row.reason,
    })),
  save: (tx: Tx, proof: DutyProof & { readonly by: string }, now: Instant) => tx.run(insertProof, { region: tx.region, ...proof, at: formatMoment(now) }),
} as const;
