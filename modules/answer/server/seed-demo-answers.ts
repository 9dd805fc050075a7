/** Demo contracts and demo figures for the first targets of the plan: drafted, decided, entered and verified by four. Development and tests only. */
import { demoHand } from '#kernel/server/demo-hand.ts';
import type { DemoHand } from '#kernel/server/demo-hand.ts';
import type { Runtime } from '#kernel/server/use-case.ts';
import { demoOrgIds } from '#identity/server';
import type { ContractBody } from '../contract/index.ts';
import { demoAnswers, demoFigure, demoTarget } from '../domain/index.ts';
import type { DemoClaim } from '../domain/index.ts';
import { contractStore } from './contract-store.ts';
import { decideContractsUseCase, proposeContractUseCase } from './decide-contracts.ts';
import { challengeEvidenceUseCase, enterEvidenceUseCase, verifyEvidenceUseCase } from './evidence-acts.ts';
import { findWholeVersion } from './read-clause.ts';
import { readMaterial } from './recompute.ts';
import { registerVersions } from './register-clauses.ts';

interface Demo {
  readonly hand: DemoHand;
  readonly planId: string;
}

interface DemoClause {
  readonly clauseKey: string;
  readonly body: ContractBody;
  readonly claim: DemoClaim;
}

/** The first targets that one figure answers; none when the plan has a contract already. */
const clausesToAnswer = ({ hand, planId }: Demo): Promise<readonly DemoClause[]> =>
  hand.write('office', async (context) => {
    await registerVersions(planId, 1, context);
    const known = await contractStore.list(context.tx, planId, { keys: null, knownAt: context.now });
    if (known.length > 0) return [];
    const today = context.today.toString();
    const places = (await findWholeVersion(planId, context, context.now))?.places ?? [];
    return places
      .flatMap(({ clauseKey, proposal }) => (proposal !== null && demoTarget(proposal) !== undefined && proposal.to < today ? [{ clauseKey, body: proposal }] : []))
      .slice(0, demoAnswers.length)
      .map(({ clauseKey, body }, index) => ({ clauseKey, body, claim: demoAnswers[index] ?? 'silent' }));
  });

/** Published figures speak for themselves: a clause that has them gets no demo figure beside. */
const hasFigures = ({ hand, planId }: Demo, clauseKey: string): Promise<boolean> =>
  hand.write('office', async (context) => {
    const [clause] = await readMaterial(context, planId, { keys: [clauseKey], knownAt: context.now });
    return clause !== undefined && clause.evidence.length > 0;
  });

async function contractOne(demo: Demo, { clauseKey, body }: DemoClause): Promise<string> {
  const params = { planId: demo.planId, clauseKey };
  // The window is over: its last figure does not grow old.
  const draft = { body: { ...body, freshDays: null }, replaces: null, note: '演示：按原文起草' };
  return (await demo.hand.run('dispatcher', proposeContractUseCase, { params, body: draft })).contractId;
}

async function answerOne(demo: Demo, { clauseKey, body, claim }: DemoClause): Promise<void> {
  const target = demoTarget(body);
  const value = demoFigure(body, claim);
  if (target === undefined || value === undefined || (await hasFigures(demo, clauseKey))) return;
  const from = target.whole ? body.from : `${body.to.slice(0, 4)}-01-01`;
  const content = { kind: 'value', value, unit: target.unit, from, to: body.to, occurredOn: body.to, note: '演示数据', orgId: demoOrgIds.bureau1 };
  const entry = { content, documentId: null, confirmation: '演示数据，按目标推算', confirmed: true };
  const { evidenceId } = await demo.hand.run('reporter', enterEvidenceUseCase, { params: { planId: demo.planId, clauseKey }, body: entry });
  if (claim === 'unverified') return;
  const seen = { outcome: 'confirmed', method: 'document', note: '演示：与材料一致' };
  const { raisedEvidenceId } = await demo.hand.run('verifier', verifyEvidenceUseCase, { params: { evidenceId }, body: seen });
  if (claim !== 'doubted' || raisedEvidenceId === null) return;
  await demo.hand.run('reviewer', challengeEvidenceUseCase, { params: { evidenceId: raisedEvidenceId }, body: { reason: '演示：口径与统计公报不一致' } });
}

/** Does nothing when the plan has a contract already. Returns the number of clauses with a demo contract. */
export async function seedDemoAnswers(runtime: Runtime, planId: string): Promise<number> {
  const demo: Demo = { hand: demoHand(runtime), planId };
  const clauses = await clausesToAnswer(demo);
  if (clauses.length === 0) return 0;
  const contractIds: string[] = [];
  for (const clause of clauses) contractIds.push(await contractOne(demo, clause));
  await demo.hand.run('office', decideContractsUseCase, { params: { planId }, body: { contractIds, decision: 'approved', reason: '' } });
  for (const clause of clauses) await answerOne(demo, clause);
  return clauses.length;
}
