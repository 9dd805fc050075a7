/** 其中: a figure is a part of the one before it only while the parts fit into the whole (trap 28, trap 55). */
import { addDec, compareDec } from '../quantities/decimal.ts';
import type { Figure } from './figure.ts';
import type { Segment } from './segments.ts';

const PLAIN = /^-?\d+(\.\d+)?$/;

function addable(f: Figure): boolean {
  return f.number !== null && PLAIN.test(f.number) && f.cls !== 'growth' && f.unit !== '%' && f.unit !== 'pp' && f.unit !== 'permille';
}

export class Parts {
  private whole: number | null = null;
  private sum = '0';
  private sentence = -1;

  /** Links figures made from one segment; `from` is the index of the first of them. */
  link(view: string, segment: Segment, figures: readonly Figure[], from: number): void {
    if (segment.sentence !== this.sentence) {
      this.sentence = segment.sentence;
      this.whole = null;
    }
    const opens = view
      .slice(segment.start, segment.start + 4)
      .trimStart()
      .startsWith('其中');
    if (opens) {
      const candidate = from - 1;
      const f = figures[candidate];
      this.whole = f !== undefined && f.sentence === segment.sentence && addable(f) ? candidate : null;
      this.sum = '0';
    }
    if (this.whole === null) return;
    for (let k = from; k < figures.length; k++) this.take(figures, k);
  }

  private take(figures: readonly Figure[], k: number): void {
    const whole = this.whole === null ? undefined : figures[this.whole];
    const part = figures[k] as Figure;
    if (whole === undefined || !addable(part) || part.unit !== whole.unit) {
      if (whole !== undefined && part.unit !== '%') this.whole = null;
      return;
    }
    const sum = addDec(this.sum, part.number as string);
    if (compareDec(sum, whole.number as string) > 0) {
      this.whole = null;
      return;
    }
    this.sum = sum;
    part.partOf = this.whole;
  }
}
