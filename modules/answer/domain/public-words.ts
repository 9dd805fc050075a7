/** Words for the public page: computed reasons name figures and days; whom they name is left to the office to release. */
import type { Fact } from './facts.ts';

/** Names of counted things and members of lists may be people or firms; indicators and peers are not. */
export function privateSubjects(facts: readonly Pick<Fact, 'facet' | 'subject'>[]): readonly string[] {
  const isCompared = (name: string): boolean =>
    facts.some(({ facet, subject }) => (facet === 'benchmark' || facet === 'peer') && (subject === name || subject?.endsWith(`·${name}`)));
  const named = facts.flatMap(({ facet, subject }) => ((facet === 'actual' || facet === 'member') && subject !== null && !isCompared(subject) ? [subject] : []));
  // Longest first, so that a name within a longer one does not leave its rest behind.
  return [...new Set(named)].sort((a, b) => b.length - a.length);
}

const hidden: readonly (readonly [RegExp, string])[] = [
  [/(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])/g, '（证件号不公开）'],
  [/(?<![0-9.])1[3-9][0-9]{9}(?![0-9.])/g, '（电话不公开）'],
  [/(?<![0-9-])0[0-9]{2,3}-[0-9]{7,8}(?![0-9])/g, '（电话不公开）'],
];

export function publicWords(text: string, subjects: readonly string[]): string {
  const named = subjects.reduce((words, subject) => words.replaceAll(subject, '（名称不公开）'), text);
  return hidden.reduce((words, [form, instead]) => words.replace(form, instead), named);
}
