/**
 * Reads the official text of the Guzhen plan and its hand reading for the tests of our edition.
 *
 * Both live outside the repository (the official text is not ours to republish). Where they are
 * absent the tests that need them are skipped with a warning, never passed silently.
 */
import { existsSync, readFileSync } from 'node:fs';

const plans = new URL('../../../shared/data/plans/', import.meta.url);
const textFile = new URL('guzhen-2020.txt', plans);
const goldFile = new URL('guzhen-2020.gold.json', plans);

/** A marked stretch of the official text; some gold fields give the words alone. */
export type Marked = string | { readonly text: string } | null | undefined;

/** The part of the hand reading that the tests use. */
export interface GoldPlan {
  readonly outline: readonly { readonly kind: string; readonly label: string | null; readonly title: string | null }[];
  readonly targets: readonly { readonly id: string; readonly indicator?: Marked; readonly value: Marked }[];
  readonly milestones: readonly { readonly object: Marked; readonly verb: Marked }[];
  readonly documents: readonly { readonly object: Marked; readonly verb: Marked }[];
  readonly recurring: readonly { readonly duty: Marked; readonly frequency: Marked }[];
  readonly thresholds: readonly { readonly quantity?: Marked; readonly consequence?: Marked; readonly milestone?: Marked }[];
  readonly projects: readonly { readonly name: Marked; readonly status?: Marked; readonly attrs: Readonly<Record<string, Marked>>; readonly mentions?: readonly Marked[] }[];
  readonly actors: readonly { readonly name: Marked }[];
  readonly terms: readonly { readonly text: string; readonly mentions: readonly unknown[] }[];
  readonly references: readonly { readonly text: string }[];
  readonly lint: readonly { readonly spans: readonly Marked[] }[];
  readonly checks: readonly { readonly spans?: readonly Marked[] }[];
}

export interface OfficialSource {
  readonly text: string;
  readonly gold: GoldPlan;
}

/** The characters of a marked stretch, or null where the field is empty. */
export function wordsOf(marked: Marked): string | null {
  if (marked === null || marked === undefined) return null;
  return typeof marked === 'string' ? marked : marked.text;
}

/** The official text with its hand reading, or null where the shared data folder is not there. */
export function readOfficialSource(): OfficialSource | null {
  if (!existsSync(textFile) || !existsSync(goldFile)) {
    console.warn('缺少官方文本 ../shared/data/plans/guzhen-2020.*:与官方文本核对的测试全部跳过,未作检查。');
    return null;
  }
  return { text: readFileSync(textFile, 'utf8'), gold: JSON.parse(readFileSync(goldFile, 'utf8')) as GoldPlan };
}

/** Our edition of the plan, as users compile it. */
export function readEdition(): string {
  return readFileSync(new URL('plan.txt', import.meta.url), 'utf8');
}
