/**
 * What excuses a unit: blockages of others and approved suspensions of its orders, read from the lines of what happened, so
 * that a ruling or a withdrawal of today does not change what was known yesterday.
 */
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';
import { suspensionGroundLabel, suspensionGrounds } from '../../contract/index.ts';
import type { ExcuseKind, LightFact, SuspensionGround } from '../../contract/index.ts';
import { dayAfter } from '../../domain/index.ts';
import { momentOf, sameDay } from './lit-object.ts';

const listBlockageSteps = statement({
  name: 'supervision.list-steps-of-blockages-for-lights',
  class: 'router',
  text: `select b.object_ref, b.blockage_id, b.opened_on, b.ruled_from_on, b.ruled_to_on, e.action, e.to_state, e.taken_at, e.details ->> 'fromOn' as from_on, e.details ->> 'toOn' as to_on
         from supervision.blockage b join supervision.entry e on e.region_code = b.region_code and e.object_id = b.blockage_id
         where b.region_code = $1 and b.object_ref = any ($2) and e.machine = 'supervision.blockage'
           and (e.from_state is null or e.action = 'rule-days' or e.to_state in ('closed', 'withdrawn', 'joined')) order by b.blockage_id, e.entry_id`,
  params: { region: 'text', refs: 'text[]' },
  row: {
    object_ref: 'text',
    blockage_id: 'uuid',
    opened_on: 'date',
    ruled_from_on: 'date?',
    ruled_to_on: 'date?',
    action: 'text',
    to_state: 'text?',
    taken_at: 'timestamptz',
    from_on: 'text?',
    to_on: 'text?',
  },
});

const listSuspensions = statement({
  name: 'supervision.list-suspensions-for-lights',
  class: 'router',
  text: `select o.object_ref, o.order_id, e.entry_id, e.to_state, e.reason, e.taken_at
         from supervision.order o join supervision.entry e on e.region_code = o.region_code and e.object_id = o.order_id
         where o.region_code = $1 and o.object_ref = any ($2) and e.machine = 'supervision.order' and (e.to_state = 'suspended') <> (e.from_state = 'suspended')
         order by o.order_id, e.entry_id`,
  params: { region: 'text', refs: 'text[]' },
  row: { object_ref: 'text', order_id: 'uuid', entry_id: 'uuid', to_state: 'text?', reason: 'text', taken_at: 'timestamptz' },
});

type BlockageStep = Awaited<ReturnType<typeof readBlockageSteps>>[number];
const readBlockageSteps = (tx: Tx, refs: readonly string[]) => tx.many(listBlockageSteps, { region: tx.region, refs });

/** A ruling takes the place of the days that were counted before it. */
function ruled(step: BlockageStep, { id, before }: { readonly id: string; readonly before: string }): readonly LightFact[] {
  const from = step.from_on ?? step.ruled_from_on;
  const to = step.to_on ?? step.ruled_to_on;
  if (from === null || to === null) return [];
  const known = { recordedAt: momentOf(step.taken_at), ref: step.blockage_id };
  return [
    { kind: 'excuse-void', ...known, on: step.opened_on, id: before },
    { kind: 'excuse', ...known, on: from, id, reason: 'blockage' },
    { kind: 'excuse-ended', ...known, on: dayAfter(to), id },
  ];
}

function blockageFacts(steps: readonly BlockageStep[]): readonly LightFact[] {
  const facts: LightFact[] = [];
  let id = '';
  for (const [index, step] of steps.entries()) {
    const at = sameDay(step.taken_at, step.blockage_id);
    if (id === '') {
      id = step.blockage_id;
      facts.push({ kind: 'excuse', ...at, on: step.opened_on, id, reason: 'blockage' });
    } else if (step.action === 'rule-days') {
      const before = id;
      id = `${step.blockage_id}/${index}`;
      facts.push(...ruled(step, { id, before }));
    } else if (step.to_state === 'closed') facts.push({ kind: 'excuse-ended', ...at, id });
    else facts.push({ kind: 'excuse-void', ...at, on: step.opened_on, id });
  }
  return facts;
}

const kindOfGround: Readonly<Record<SuspensionGround, ExcuseKind>> = { policy: 'suspension', 'upper-level': 'suspension', 'force-majeure': 'force-majeure', blocked: 'blockage' };
const kindOfReason = (reason: string): ExcuseKind => {
  const ground = suspensionGrounds.find((one) => suspensionGroundLabel[one] === reason);
  return ground === undefined ? 'suspension' : kindOfGround[ground];
};

/** Facts by object (`task:<id>`), with two statements. */
export async function excuseFactsOf(tx: Tx, refs: readonly string[]): Promise<ReadonlyMap<string, readonly LightFact[]>> {
  const found = new Map<string, LightFact[]>();
  if (refs.length === 0) return found;
  const add = (ref: string, facts: readonly LightFact[]): void => void found.set(ref, [...(found.get(ref) ?? []), ...facts]);
  const steps = await readBlockageSteps(tx, refs);
  for (const own of Map.groupBy(steps, ({ blockage_id }) => blockage_id).values()) add(own[0]?.object_ref ?? '', blockageFacts(own));
  let open = '';
  for (const one of await tx.many(listSuspensions, { region: tx.region, refs })) {
    const at = sameDay(one.taken_at, one.order_id);
    if (one.to_state === 'suspended') {
      open = one.entry_id;
      add(one.object_ref, [{ kind: 'excuse', ...at, id: open, reason: kindOfReason(one.reason) }]);
    } else add(one.object_ref, [{ kind: 'excuse-ended', ...at, id: open }]);
  }
  return found;
}
