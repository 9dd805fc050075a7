/** Exact comparison of the compiler's decimal strings ("8.5", "-3", "1.95:1", "6+4"). */

interface Scaled {
  readonly digits: bigint;
  readonly scale: number;
}

const scaled = (text: string): Scaled | undefined => {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return undefined;
  const [whole = '0', fraction = ''] = text.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
};

const compareScaled = (a: Scaled, b: Scaled): number => {
  const scale = Math.max(a.scale, b.scale);
  const x = a.digits * 10n ** BigInt(scale - a.scale);
  const y = b.digits * 10n ** BigInt(scale - b.scale);
  return x < y ? -1 : x > y ? 1 : 0;
};

/** −1, 0, 1; undefined when the two cannot be compared. Ratios compare by cross multiplication, sums by their total. */
export const compareDecimals = (a: string, b: string): number | undefined => {
  const [x, xUnder = '1'] = a.split(':');
  const [y, yUnder = '1'] = b.split(':');
  const left = product(x ?? '', yUnder);
  const right = product(y ?? '', xUnder);
  return left === undefined || right === undefined ? undefined : compareScaled(left, right);
};

const product = (a: string, b: string): Scaled | undefined => {
  const x = sumOf(a);
  const y = sumOf(b);
  return x === undefined || y === undefined ? undefined : { digits: x.digits * y.digits, scale: x.scale + y.scale };
};

const sumOf = (text: string): Scaled | undefined => {
  let total: Scaled = { digits: 0n, scale: 0 };
  for (const part of text.split('+')) {
    const one = scaled(part);
    if (one === undefined) return undefined;
    const scale = Math.max(total.scale, one.scale);
    total = { digits: total.digits * 10n ** BigInt(scale - total.scale) + one.digits * 10n ** BigInt(scale - one.scale), scale };
  }
  return total;
};
