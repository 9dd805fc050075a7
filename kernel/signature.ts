/**
 * In whose names an act is kept where somebody else must not do the next one (ADR 0050): the id of the actor and, when the
 * act was done for somebody, of that person, too. One text, so that a column that says "by" can hold both.
 */
export type Signature = string;

interface Acting {
  readonly id: string;
  readonly onBehalfOf?: { readonly userId: string } | undefined;
}

const joint = ' for ';

export const joinSigners = (ids: readonly string[]): Signature => [...new Set(ids)].join(joint);

export const signatureOf = ({ id, onBehalfOf }: Acting): Signature => joinSigners(onBehalfOf === undefined ? [id] : [id, `user:${onBehalfOf.userId}`]);

/** Both names in one, where a row keeps a name beside the ids: 「乙（代甲）」. */
export const nameOfActor = (actor: { readonly displayName: string; readonly onBehalfOf?: { readonly displayName: string } | undefined }): string =>
  actor.onBehalfOf === undefined ? actor.displayName : `${actor.displayName}（代${actor.onBehalfOf.displayName}）`;

/** Actor ids: who acted, then for whom. */
export const signersOf = (signature: Signature | null): readonly string[] => (signature === null || signature === '' ? [] : signature.split(joint));

/** One of the names stands under both. */
export const sharesSigner = (one: Signature | null, other: Signature | null): boolean => signersOf(one).some((id) => signersOf(other).includes(id));
