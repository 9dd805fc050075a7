/** Reader of the line notation of the sentence corpus. */
export interface WantedTarget {
  readonly value: string;
  readonly comparator: string;
  readonly number: string | null;
  readonly unit: string | null;
  readonly name: string;
  readonly year: number | 'every' | null;
}

export interface Expectation {
  readonly sentence: string;
  readonly targets: readonly WantedTarget[];
  readonly conditions: readonly { readonly quantity: string; readonly kind: string }[];
}

const orNull = (s: string): string | null => (s === 'null' ? null : s);

function target(text: string): WantedTarget {
  const [value = '', comparator = '', number = '', unit = '', name = '', year = ''] = text.split('|').map((s) => s.trim());
  return { value, comparator, number: orNull(number), unit: orNull(unit), name, year: year === '' ? null : year === 'every' ? 'every' : Number(year) };
}

/** Expectations of a block, one per line. */
export function expectations(block: string): Expectation[] {
  const out: Expectation[] = [];
  for (const line of block.split('\n')) {
    const [sentence, wanted] = line.split(' ⇒ ');
    if (sentence === undefined || wanted === undefined) continue;
    const parts = wanted.trim() === '∅' ? [] : wanted.split(' & ').map((s) => s.trim());
    const conditions = parts
      .filter((p) => p.startsWith('C '))
      .map((p) => {
        const [quantity = '', kind = ''] = p.slice(2).split('|');
        return { quantity, kind };
      });
    out.push({ sentence, targets: parts.filter((p) => !p.startsWith('C ')).map(target), conditions });
  }
  return out;
}
