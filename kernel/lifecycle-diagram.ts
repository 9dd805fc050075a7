/**
 * A machine as documentation: a Mermaid diagram and a table, written between two marks in a README.
 * A test writes them anew and compares, so that picture and table of rows cannot part.
 */
import type { Lifecycle } from './lifecycle.ts';

type AnyLifecycle = Pick<Lifecycle<string, string, string, never>, 'name' | 'title' | 'version' | 'states' | 'stateLabel'> & {
  readonly steps: readonly {
    readonly action: string;
    readonly label: string;
    readonly from: readonly (string | null)[];
    readonly to: string;
    readonly permission: string | null;
    readonly note?: string;
  }[];
};

const startMark = (name: string): string => `<!-- lifecycle ${name} -->`;
const endMark = (name: string): string => `<!-- end ${name} -->`;

function stateId(machine: AnyLifecycle, state: string | null): string {
  return state === null ? '[*]' : `s${machine.states.indexOf(state)}`;
}

/** `stateDiagram-v2`; states are numbered, because Mermaid takes no Chinese ids. */
export function mermaidOf(machine: AnyLifecycle): string {
  const names = machine.states.map((state) => `  state "${machine.stateLabel[state] ?? state}" as ${stateId(machine, state)}`);
  const arrows = machine.steps.flatMap((step) =>
    step.from.map((from) => `  ${stateId(machine, from)} --> ${stateId(machine, step.to)} : ${step.label}${step.permission === null ? '（系统）' : ''}`),
  );
  return ['stateDiagram-v2', ...names, ...arrows].join('\n');
}

/** One line per row; `whoMay` puts a permission into words. */
export function tableOf(machine: AnyLifecycle, whoMay: (permission: string) => string): string {
  const label = (state: string | null): string => (state === null ? '–' : (machine.stateLabel[state] ?? state));
  const lines = machine.steps.map(
    (step) => `| ${step.from.map(label).join('、')} | ${step.label} | ${step.permission === null ? '系统' : whoMay(step.permission)} | ${label(step.to)} | ${step.note ?? ''} |`,
  );
  return ['| 现状 | 操作 | 谁 | 变为 | 条件 |', '|---|---|---|---|---|', ...lines].join('\n');
}

/** The whole block of a README, marks included. */
export function lifecycleBlock(machine: AnyLifecycle, whoMay: (permission: string) => string): string {
  return [
    startMark(machine.name),
    `**${machine.title}**（第 ${machine.version} 版）`,
    '',
    '```mermaid',
    mermaidOf(machine),
    '```',
    '',
    tableOf(machine, whoMay),
    endMark(machine.name),
  ].join('\n');
}

/** Replaces the block of a machine in a text; a text without the marks is a fault, because the diagram would be lost. */
export function withLifecycleBlock(text: string, machine: AnyLifecycle, whoMay: (permission: string) => string): string {
  const start = text.indexOf(startMark(machine.name));
  const end = text.indexOf(endMark(machine.name));
  if (start < 0 || end < start) throw new RangeError(`no marks for lifecycle ${machine.name}`);
  return text.slice(0, start) + lifecycleBlock(machine, whoMay) + text.slice(end + endMark(machine.name).length);
}
