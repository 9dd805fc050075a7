import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { getOrg } from '../contract/index.ts';
import type { Org, OrgAct, OrgChange } from '../contract/index.ts';
import { describeOrgFact, foldOrgFacts, isInForce, lineageOf, orgsOn } from '../domain/index.ts';
import type { OrgFactBody, OrgHistory, OrgLink } from '../domain/index.ts';
import { divisionStore } from './division-store.ts';
import { offer } from './identity-actions.ts';
import { orgReads } from './org-reads.ts';
import { orgRefusals } from './org-refusals.ts';
import { orgStore } from './org-store.ts';
import type { StoredChange } from './org-store.ts';
import { factsThatCount } from './record-org-facts.ts';

type NameOf = (orgId: string, day?: string) => string;

/** The name on the day, else the last one. Units whose establishment was voided keep the name they were entered with. */
function namesOf(history: OrgHistory, changes: readonly StoredChange[]): NameOf {
  const entered = new Map(changes.flatMap(({ body }) => ((body as OrgFactBody).act === 'establish' ? [namePair(body as Extract<OrgFactBody, { act: 'establish' }>)] : [])));
  return (orgId, day) => {
    const versions = history.versions.get(orgId) ?? [];
    const then = day === undefined ? undefined : versions.find((version) => isInForce(version, day));
    return (then ?? versions.at(-1))?.name ?? entered.get(orgId) ?? '';
  };
}
const namePair = ({ orgId, details }: Extract<OrgFactBody, { act: 'establish' }>): readonly [string, string] => [orgId, details.name];

function fieldsOf(body: OrgFactBody): Record<string, string | null> {
  const set = body.act === 'establish' ? body.details : 'set' in body ? body.set : {};
  return Object.fromEntries(Object.entries(set).map(([key, value]) => [key, value === null ? null : String(value)]));
}

function presentChange(change: StoredChange, nameOf: NameOf): OrgChange {
  const body = change.body as OrgFactBody;
  return {
    changeId: change.change_id as OrgChange['changeId'],
    act: change.act as OrgAct,
    on: change.effective_on,
    summary: describeOrgFact(body, (orgId) => nameOf(orgId, change.effective_on)),
    reason: change.reason,
    document: change.document,
    recordedBy: change.recorded_name,
    recordedAt: formatMoment(parseMoment(change.recorded_at)),
    replaces: change.replaces as OrgChange['replaces'],
    isReplaced: change.is_replaced,
    isVoid: change.is_void,
    fields: fieldsOf(body),
  };
}

const presentLink = ({ act, on, changeId, fromId, toId }: OrgLink, nameOf: NameOf) => ({
  act,
  on,
  changeId: changeId as never,
  from: { orgId: fromId as never, name: nameOf(fromId) },
  to: { orgId: toId as never, name: nameOf(toId, on) },
});

function pathOf(history: OrgHistory, orgId: string, on: string): string[] {
  const tree = orgsOn(history, on);
  const names: string[] = [];
  for (let at = tree.get(orgId)?.parentId ?? null; at !== null; at = tree.get(at)?.parentId ?? null) names.unshift(tree.get(at)?.name ?? '');
  return names;
}

async function presentVersions(versions: readonly Org[], nameOf: NameOf, { tx }: Pick<Context, 'tx'>, today: string) {
  const codes = versions.flatMap(({ divisionCode }) => (divisionCode === null ? [] : [divisionCode]));
  const divisions = new Map((await divisionStore.byCodes(tx, codes, today)).map(({ code, name }) => [code, name]));
  return versions.map((version) => ({
    ...version,
    parentName: version.parentId === null ? null : nameOf(version.parentId, version.from),
    divisionName: version.divisionCode === null ? null : (divisions.get(version.divisionCode) ?? null),
  }));
}

export const getOrgUseCase = useCase(getOrg, async ({ params: { orgId }, query }, context) => {
  const { tx, today, actor, refuse } = context;
  const stored = await orgStore.readRevision(tx, orgId);
  if (stored === undefined) return refuse(orgRefusals.org_not_found());
  const on = query.on ?? today.toString();
  const all = await orgStore.listChanges(tx);
  const history = foldOrgFacts(factsThatCount(all));
  const nameOf = namesOf(history, all);
  const versions = await orgReads.versionsOf(tx, orgId);
  const lineage = lineageOf(history.links, orgId);
  return {
    on,
    org: versions.find(({ from, to }) => from <= on && (to === null || on <= to)) ?? null,
    name: nameOf(orgId),
    versions: await presentVersions(versions, nameOf, context, today.toString()),
    revision: stored.revision,
    path: pathOf(history, orgId, on),
    childCount: [...orgsOn(history, on).values()].filter(({ parentId }) => parentId === orgId).length,
    changes: (await orgStore.listChangesOf(tx, orgId)).map((change) => presentChange(change, nameOf)),
    cameFrom: lineage.back.map((link) => presentLink(link, nameOf)),
    wentTo: lineage.ahead.map((link) => presentLink(link, nameOf)),
    actions: [offer(actor, 'identity.administer-people')],
  };
});
