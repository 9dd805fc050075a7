/** Record ids of one list; the hash of a meaning key that comes again is not computed again. */
import { keyHash, type RecordPrefix } from '../ids.ts';

/** Equal keys get ~2, ~3 in the order they are asked for, as `recordId` gives them. */
export function idMaker(prefix: RecordPrefix): (key: string) => string {
  const bases = new Map<string, string>();
  const times = new Map<string, number>();
  return (key) => {
    let base = bases.get(key);
    if (base === undefined) {
      base = `${prefix}_${keyHash(key)}`;
      bases.set(key, base);
    }
    const nth = (times.get(base) ?? 0) + 1;
    times.set(base, nth);
    return nth === 1 ? base : `${base}~${nth}`;
  };
}
