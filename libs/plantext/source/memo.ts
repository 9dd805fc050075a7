/**
 * Indexes that several extractors read (outline tree, contexts, masked reading) are made once per parsed text. They are
 * pure functions of their arguments, so keeping the last answer for a text changes nothing but the time; the answer
 * goes with the text, as keys are held weakly.
 */
export const once = <K extends object, A, V>(make: (key: K, other: A) => V): ((key: K, other: A) => V) => {
  const known = new WeakMap<K, { readonly other: A; readonly value: V }>();
  return (key, other) => {
    const hit = known.get(key);
    if (hit !== undefined && hit.other === other) return hit.value;
    const value = make(key, other);
    known.set(key, { other, value });
    return value;
  };
};
