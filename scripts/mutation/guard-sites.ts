/**
 * Where the code of the modules guards: refusals, decisions about rows, scope of lists, second persons. Read from the sources, so that a
 * guard that is written tomorrow is in the list tomorrow. What an offer shows (`presentAction`) is no guard: the act decides again.
 */
import { callsIn, filesUnder, read, refusingConditionsIn } from './sources.ts';
import type { CallSite } from './sources.ts';

export type GuardKind = 'refusal' | 'decision' | 'scope' | 'held' | 'person' | 'reach';

export interface GuardSite {
  readonly file: string;
  readonly at: number;
  readonly line: number;
  readonly kind: GuardKind;
  readonly from: string;
  readonly to: string;
}

interface Form {
  readonly kind: GuardKind;
  readonly callee: RegExp;
  /** what stands there when the guard is away */
  readonly without: (call: CallSite) => string;
}

const everyRow = `({ orgs: [null], paths: [null], levels: ['open', 'internal', 'sensitive'] })`;
const yes = '({ allowed: true })';
const forms: readonly Form[] = [
  { kind: 'refusal', callee: /^(context\.)?refuse\.unless$/, without: ({ args }) => `void (${args.join(', ')})` },
  { kind: 'decision', callee: /^decide$/, without: () => yes },
  { kind: 'scope', callee: /^scope$/, without: () => everyRow },
  { kind: 'held', callee: /^decidePermission$/, without: () => yes },
  // What a module asks before an act by a name of its own: `requireClause(context, …)`.
  { kind: 'reach', callee: /^require(Clause|Plan|Entry|Evidence|Item|Contract)$/, without: () => 'void 0' },
];
/** Refusals of whoever did the first of two acts that want two people. */
const secondPerson = /same_person|own_unlock|own_form|by_another/;

const isWithin = (at: number, { from, to }: { readonly from: number; readonly to: number }): boolean => at > from && at < to;

export function guardSitesIn(file: string, text: string): readonly GuardSite[] {
  const calls = callsIn(file, text);
  const site = (kind: GuardKind, { from, to }: { readonly from: number; readonly to: number }, without: string): GuardSite => ({
    file,
    at: from,
    line: text.slice(0, from).split('\n').length,
    kind,
    from: text.slice(from, to),
    to: without,
  });
  const found = calls.flatMap((call) => {
    const form = forms.find(({ callee }) => callee.test(call.callee));
    return form === undefined ? [] : [{ call, site: site(form.kind, call, form.without(call)) }];
  });
  const outer = calls.filter(({ callee }) => callee === 'presentAction' || /(^|\.)refuse\.unless$/.test(callee));
  const persons = refusingConditionsIn(file, text)
    .filter(({ follows }) => secondPerson.test(follows))
    .map((condition) => site('person', condition, 'false'));
  return [...found.filter(({ call }) => !outer.some((stretch) => isWithin(call.from, stretch))).map((one) => one.site), ...persons].sort((a, b) => a.at - b.at);
}

/** All guards of the servers of the modules, in the order of files and lines. */
export const guardSites = (): readonly GuardSite[] => filesUnder('modules', /\/server\/.*\.ts$/).flatMap((file) => guardSitesIn(file, read(file)));
