/**
 * Duties whose doing is found in the evidence of a clause. An occurrence is done on the day of the envelope that makes the
 * number full; when envelopes are withdrawn and it is full no longer, the occurrence is open again, with the reason.
 */
import { parseDay } from '#kernel/calendar.ts';
import type { PlainDate } from '#kernel/calendar.ts';
import { isGradeAtLeast } from '#kernel/evidence.ts';
import type { Context } from '#kernel/server/context.ts';
import { fulfilDuty, reopenDuty } from '#kernel/server/duties.ts';
import { dutyStore } from '#kernel/server/duty-store.ts';
import type { DutyOccurrence } from '#kernel/server/duty-store.ts';
import { dutyProofStore } from './duty-proof-store.ts';
import type { DutyProof } from './duty-proof-store.ts';
import { computeOn, readMaterial } from './recompute.ts';
import type { ClauseMaterial } from './recompute.ts';

/** The object of an occurrence that was found done. */
export const provedType = 'answer.clause';
const objectOf = ({ planId, clauseKey }: DutyProof): string => `${planId}/${clauseKey}`;

/** The day on which the number of the period was full; null while it is not. Only what counts in official states counts here. */
export function fullOn({ evidence, stamps }: Pick<ClauseMaterial, 'evidence' | 'stamps'>, proof: Pick<DutyProof, 'atLeast' | 'minGrade'>, period: DutyOccurrence): string | null {
  const days = evidence
    .filter(({ status, stamp, facet, grade }) => status === 'live' && facet === 'actual' && stamps.includes(stamp) && isGradeAtLeast(grade, proof.minGrade))
    .map(({ occurredOn }) => occurredOn)
    .filter((day) => day >= period.opensOn.toString() && day <= period.nominalOn.toString());
  return days.sort()[proof.atLeast - 1] ?? null;
}

/** The contract by which the clause is judged today covers the end of the period, and the clause is met. */
function metOn(material: ClauseMaterial, period: DutyOccurrence, today: PlainDate): string | null | 'unknown' {
  const on = today.toString();
  const end = period.nominalOn.toString();
  const judging = material.contracts.find(({ status, body }) => status === 'approved' && body.from <= on && on <= body.to);
  if (judging === undefined || end < judging.body.from || end > judging.body.to) return 'unknown';
  return computeOn(material, on).state === 'met' ? on : null;
}

async function proveOne(proof: DutyProof, material: ClauseMaterial, context: Context): Promise<void> {
  const { tx, today } = context;
  const span = { from: today.subtract({ years: 1 }), to: today.add({ years: 1 }), code: proof.dutyCode };
  for (const one of await dutyStore.list(tx, span)) {
    if (one.opensOn.toString() > today.toString() || one.state === 'exempt') continue;
    const isOurs = one.state === 'done' && one.objectType === provedType && one.objectId === objectOf(proof);
    if (one.state === 'done' && !isOurs) continue;
    const day = proof.basis === 'met' ? metOn(material, one, today) : fullOn(material, proof, one);
    // A past year is not judged by this year's contract: what was found stays found.
    if (day === 'unknown') continue;
    const key = { duty: one.code, period: one.period };
    if (day !== null && !isOurs) await fulfilDuty(key, { type: provedType, id: objectOf(proof), on: parseDay(day) }, context);
    if (day === null && isOurs) await reopenDuty(key, '证据已撤回或不足，条款的证据不再认定本期完成', context);
  }
}

/** All duties that are proved by these clauses; without clauses, all that are proved at all. */
export async function proveDuties(context: Context, of?: { readonly planId: string; readonly keys: readonly string[] }): Promise<void> {
  const proofs = (await dutyProofStore.list(context.tx)).filter(
    ({ basis, planId, clauseKey }) => basis !== 'ended' && (of === undefined || (of.planId === planId && of.keys.includes(clauseKey))),
  );
  for (const [planId, own] of Map.groupBy(proofs, (proof) => proof.planId)) {
    const materials = await readMaterial(context, planId, { keys: own.map(({ clauseKey }) => clauseKey), knownAt: context.now });
    for (const proof of own) {
      const material = materials.find(({ place }) => place.clauseKey === proof.clauseKey);
      if (material !== undefined) await proveOne(proof, material, context);
    }
  }
}
