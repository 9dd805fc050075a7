/** Two people edited the same thing: what each changed, what can be merged by itself, what a person must choose. */

export type FieldValues = Readonly<Record<string, unknown>>;

export interface FieldDifference {
  readonly field: string;
  readonly base: unknown;
  readonly theirs: unknown;
  readonly mine: unknown;
  /** only one side changed it, or both to the same */
  readonly isMergeable: boolean;
}

const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Fields in which the stored and my version differ. */
export function differencesOf(base: FieldValues, theirs: FieldValues, mine: FieldValues): readonly FieldDifference[] {
  return Object.keys(mine)
    .filter((field) => !isEqual(theirs[field], mine[field]))
    .map((field) => ({
      field,
      base: base[field],
      theirs: theirs[field],
      mine: mine[field],
      isMergeable: isEqual(base[field], theirs[field]) || isEqual(base[field], mine[field]),
    }));
}

/** My version on top of theirs: fields that only they changed are theirs, `choices` decides where both did. */
export function mergeOf(differences: readonly FieldDifference[], mine: FieldValues, choices: Readonly<Record<string, 'mine' | 'theirs'>>): FieldValues {
  const taken = differences.filter(({ field, base, mine: own }) => isEqual(base, own) || choices[field] === 'theirs');
  return { ...mine, ...Object.fromEntries(taken.map(({ field, theirs }) => [field, theirs])) };
}
