/** Parameters as the screen sees them. */
import { formatMoment } from '#kernel/calendar.ts';
import type { PlainDate } from '#kernel/calendar.ts';
import { presentAction } from '#kernel/decision.ts';
import type { ActionOffer } from '#kernel/decision.ts';
import { declaredParams, rowInForce, stretchesOf } from '#kernel/param.ts';
import type { ParamKey } from '#kernel/param.ts';
import { describeValue } from '#kernel/param-text.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import type { Actor } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { paramRefusals } from '#kernel/param.ts';
import type { ParamRow } from '#kernel/server/param-store.ts';
import { personNames } from '#identity/server';
import { settingsPermissions } from '../contract/index.ts';
import type { Parameter, ParameterRow, Stretch } from '../contract/index.ts';
import { moduleTitleOf } from './param-names.ts';

export const parameterActions = (actor: Actor): ActionOffer[] => [presentAction('param.set', settingsPermissions['param.set'].label, decidePermission(actor, 'param.set'))];

/** The declared parameter of a code; refused when there is none. */
export function getDeclared(code: string, { refuse }: Pick<Context, 'refuse'>): ParamKey {
  return declaredParams().find((key) => key.code === code) ?? refuse(paramRefusals.unknown({ code }));
}

const programNames: Readonly<Record<string, string>> = { 'system:start': '系统', 'local:command-line': '命令行', 'local:operator': '本机操作员' };

/** Names of those who set the rows. */
export async function settersOf(rows: readonly ParamRow[], { tx }: Pick<Context, 'tx'>): Promise<(setBy: string) => string> {
  const userOf = (setBy: string) => (setBy.startsWith('user:') ? setBy.slice('user:'.length) : undefined);
  const names = await personNames(
    tx,
    rows.flatMap(({ setBy }) => userOf(setBy) ?? []),
  );
  return (setBy) => programNames[setBy] ?? names.get(userOf(setBy) ?? '') ?? '已注销人员';
}

export const presentRow = (key: ParamKey, row: ParamRow, nameOf: (setBy: string) => string): ParameterRow => ({
  ref: row.ref,
  level: row.level,
  from: row.from.toString(),
  to: row.to?.toString() ?? null,
  value: row.value,
  text: describeValue(key.schema, row.value),
  source: row.source,
  reason: row.reason,
  setBy: nameOf(row.setBy),
  setAt: formatMoment(row.setAt),
});

export const presentStretches = (key: ParamKey, rows: readonly ParamRow[]): Stretch[] =>
  stretchesOf(rows).map(({ from, row }) => ({ from: from.toString(), level: row?.level ?? null, text: row === undefined ? null : describeValue(key.schema, row.value) }));

export function presentParameter(key: ParamKey, rows: readonly ParamRow[], at: { readonly on: PlainDate; readonly nameOf: (setBy: string) => string }): Parameter {
  const current = rowInForce(rows, at.on);
  const next = stretchesOf(rows).find(({ from }) => from.toString() > at.on.toString());
  return {
    code: key.code,
    label: key.label,
    note: key.note ?? null,
    module: moduleTitleOf(key.code),
    current: current === undefined ? null : presentRow(key, current, at.nameOf),
    next: next === undefined ? null : { from: next.from.toString(), text: next.row === undefined ? null : describeValue(key.schema, next.row.value) },
  };
}
