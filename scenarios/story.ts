/**
 * A scenario is a story in Chinese that runs: each step says who does what and what is seen, in words and as an act. The
 * words are printed to docs/scenarios and compared there, so that the page never says what the program does not do.
 */
import type { World } from '../tests/harness/world.ts';

export interface Step<State> {
  /** the day on which it happens; left out = as before */
  readonly day?: string;
  /** one or two sentences; what is seen stands behind 看到 */
  readonly say: string;
  readonly act: (world: World, state: State) => Promise<void>;
}

export interface Story<State> {
  /** file name of the page */
  readonly name: string;
  readonly title: string;
  /** the first day */
  readonly from: string;
  /** modules whose reactions and duties run; left out = all */
  readonly working?: readonly string[];
  readonly prose: readonly string[];
  readonly begin: (world: World) => Promise<State>;
  readonly steps: readonly Step<State>[];
}

/** A story whose state is nobody else's business. */
export type AnyStory = Story<unknown>;
export const story = <State>(spec: Story<State>): AnyStory => spec as AnyStory;

const chineseDay = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

/** The page: prose, then the steps with their days. */
export function printStory({ title, from, prose, steps }: Pick<AnyStory, 'title' | 'from' | 'prose' | 'steps'>): string {
  let day = from;
  const lines = steps.map((step, index) => {
    const isNew = index === 0 || (step.day !== undefined && step.day !== day);
    day = step.day ?? day;
    return `${index + 1}. ${isNew ? `**${chineseDay(day)}**　` : ''}${step.say}`;
  });
  return [`# ${title}`, '', ...prose.flatMap((one) => [one, '']), ...lines, '', '> 本页由可执行的情景打印，测试逐步执行并核对，文字与程序不会脱节。', ''].join('\n');
}
