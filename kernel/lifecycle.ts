/**
 * State machines as tables. One row says who may do what from where to where; the guard of a write,
 * the buttons of a reply, the diagram in the README and the tests of every cell are read from it.
 * A row without `when` has no guard; a row whose permission is null belongs to the system alone.
 */
import { allowed, denied, presentAction } from './decision.ts';
import type { ActionOffer, Decision } from './decision.ts';

/** One row. Several rows may share an action as long as no state has two of them. */
export interface Step<S extends string, A extends string, P extends string, F> {
  readonly action: A;
  /** the word on the button */
  readonly label: string;
  /** null = the object does not exist yet */
  readonly from: readonly (S | null)[];
  readonly to: S;
  /** null = done by the system, never by a person */
  readonly permission: P | null;
  readonly when?: (facts: F) => Decision;
  /** the guard and its effect in words, for the documentation */
  readonly note?: string;
}

export interface Lifecycle<S extends string, A extends string, P extends string, F> {
  /** `module.thing` */
  readonly name: string;
  readonly title: string;
  /** a running case keeps the version it began under */
  readonly version: number;
  readonly states: readonly S[];
  readonly stateLabel: Readonly<Record<S, string>>;
  readonly steps: readonly Step<S, A, P, F>[];
}

/** What is known when somebody wants to act. `permits` answers for a permission on this very object. */
export interface Situation<S extends string, P extends string, F> {
  readonly state: S | null;
  readonly facts: F;
  readonly permits: (permission: P) => Decision;
  /** true only in jobs and reactions */
  readonly isSystem?: boolean;
}

function rowFaults<S extends string>(machine: {
  readonly states: readonly S[];
  readonly steps: readonly Pick<Step<S, string, string, unknown>, 'action' | 'from' | 'to'>[];
}): readonly string[] {
  const known = new Set<string>(machine.states);
  const keys = machine.steps.flatMap((step) => step.from.map((from) => `${step.action} from ${from ?? 'nothing'}`));
  const named = machine.steps.flatMap((step) => [step.to, ...step.from]).filter((state): state is S => state !== null && !known.has(state));
  return [...keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `two rows for ${key}`), ...named.map((state) => `unknown state ${state}`)];
}

/** States that no chain of rows reaches from nothing. */
function unreachable<S extends string>(machine: { readonly states: readonly S[]; readonly steps: readonly Pick<Step<S, string, string, unknown>, 'from' | 'to'>[] }): readonly S[] {
  const reached = new Set<S | null>([null]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const { from, to } of machine.steps) {
      if (!reached.has(to) && from.some((state) => reached.has(state))) {
        reached.add(to);
        grew = true;
      }
    }
  }
  return machine.states.filter((state) => !reached.has(state));
}

/**
 * Declares a machine: `lifecycle<Facts>()({ … })`. Throws at load time on two rows for one cell, an
 * unknown or unreachable state, or a version that is no positive integer.
 */
export function lifecycle<F>() {
  return <const S extends string, const A extends string, const P extends string>(machine: Lifecycle<S, A, P, F>): Lifecycle<S, A, P, F> => {
    const faults = [...rowFaults(machine), ...unreachable(machine).map((state) => `unreachable state ${state}`)];
    if (!Number.isInteger(machine.version) || machine.version < 1) faults.push('version must be a positive integer');
    if (faults.length > 0) throw new RangeError(`lifecycle ${machine.name}: ${faults.join('; ')}`);
    return Object.freeze(machine);
  };
}

const nameOf = <S extends string>(machine: { readonly stateLabel: Readonly<Record<S, string>> }, state: S | null): string =>
  state === null ? '尚未建立' : machine.stateLabel[state];

function decideRow<S extends string, A extends string, P extends string, F>(step: Step<S, A, P, F>, situation: Situation<S, P, F>): Decision {
  if (step.permission === null) return situation.isSystem === true ? allowed : denied('lifecycle.system_only', `「${step.label}」由系统按规则进行，不能由人操作。`);
  return situation.isSystem === true ? allowed : situation.permits(step.permission);
}

export type LifecycleDecision<S extends string, A extends string, P extends string, F> =
  | { readonly allowed: true; readonly step: Step<S, A, P, F> }
  | Extract<Decision, { allowed: false }>;

/**
 * Whether the action may be done now: the right first (so that a refusal never tells a stranger the
 * state), then the state, then the guard.
 */
export function decideStep<S extends string, A extends string, P extends string, F>(
  machine: Lifecycle<S, A, P, F>,
  action: A,
  situation: Situation<S, P, F>,
): LifecycleDecision<S, A, P, F> {
  const rows = machine.steps.filter((step) => step.action === action);
  const [first] = rows;
  if (first === undefined) return { allowed: false, code: 'lifecycle.unknown_action', reason: `没有「${action}」这种操作。` };
  const step = rows.find((row) => row.from.includes(situation.state));
  const right = decideRow(step ?? first, situation);
  if (!right.allowed) return right;
  if (step === undefined) {
    const places = [...new Set(rows.flatMap((row) => row.from))].map((state) => `「${nameOf(machine, state)}」`).join('、');
    return { allowed: false, code: 'lifecycle.wrong_state', reason: `现在是「${nameOf(machine, situation.state)}」，只有在${places}时才能${first.label}。请刷新后查看最新状态。` };
  }
  const guard = step.when?.(situation.facts) ?? allowed;
  return guard.allowed ? { allowed: true, step } : guard;
}

/** The buttons of a reply: every row that leads on from the present state, with the reason where it is refused. */
export function availableSteps<S extends string, A extends string, P extends string, F>(machine: Lifecycle<S, A, P, F>, situation: Situation<S, P, F>): readonly ActionOffer[] {
  return machine.steps
    .filter((step) => step.permission !== null && step.from.includes(situation.state))
    .map((step) => {
      const decision = decideStep(machine, step.action, situation);
      return presentAction(step.action, step.label, decision.allowed ? allowed : decision);
    });
}

/** The version a running case began under. Throws when that version is no longer kept, which is a fault of ours. */
export function lifecycleVersion<M extends { readonly version: number; readonly name: string }>(versions: readonly M[], version: number): M {
  const found = versions.find((machine) => machine.version === version);
  if (found === undefined) throw new RangeError(`lifecycle version ${version} of ${versions[0]?.name ?? 'nothing'} is not kept`);
  return found;
}

/** What must happen when a role tries an action in a state, guards put aside. */
export type CellOutcome = 'allowed' | 'forbidden' | 'wrong-state';

export interface LifecycleCell<S extends string, A extends string> {
  readonly state: S | null;
  readonly action: A;
  readonly role: string;
  readonly outcome: CellOutcome;
}

/** Every (state × action × role), derived from the table alone; `rolesOf` says which roles hold a permission. */
export function lifecycleCells<S extends string, A extends string, P extends string, F>(
  machine: Lifecycle<S, A, P, F>,
  roles: readonly string[],
  rolesOf: (permission: P) => readonly string[],
): readonly LifecycleCell<S, A>[] {
  const actions = [...new Set(machine.steps.map(({ action }) => action))];
  const outcome = (state: S | null, action: A, role: string): CellOutcome => {
    const rows = machine.steps.filter((step) => step.action === action);
    const row = rows.find((step) => step.from.includes(state));
    const permission = (row ?? rows[0])?.permission ?? null;
    if (permission === null || !rolesOf(permission).includes(role)) return 'forbidden';
    return row === undefined ? 'wrong-state' : 'allowed';
  };
  return [null, ...machine.states].flatMap((state) => actions.flatMap((action) => roles.map((role) => ({ state, action, role, outcome: outcome(state, action, role) }))));
}

/** Codes that a decision over a machine may carry; any endpoint with a machine behind it may refuse with them. */
export const lifecycleCodes: readonly string[] = ['lifecycle.wrong_state', 'lifecycle.system_only', 'lifecycle.unknown_action'];
