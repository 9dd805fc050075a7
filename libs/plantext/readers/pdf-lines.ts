/**
 * PDF glyph runs → lines. A PDF knows positions, not paragraphs: runs are grouped into lines by their baseline,
 * columns are read one after the other, running heads and page numbers are recognised by repetition and place.
 */

/** A run of characters as the host's PDF library gives it; y grows upwards, in points. */
export interface PdfRun {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

export interface PdfPage {
  readonly width: number;
  readonly height: number;
  readonly runs: readonly PdfRun[];
}

export interface PdfLine {
  readonly page: number;
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
}

const isWide = (text: string, at: number): boolean => text.charCodeAt(at) >= 0x2e80;

/** A gap between two runs is a blank only between Latin words, or when it is wide enough to be a column of a table. */
const joint = (left: PdfRun, right: PdfRun): string => {
  const gap = right.x - (left.x + left.width);
  const size = Math.max(left.size, right.size, 1);
  if (gap > size * 1.8) return '\t';
  if (left.text.endsWith(' ') || right.text.startsWith(' ')) return '';
  const latin = !isWide(left.text, left.text.length - 1) && !isWide(right.text, 0);
  return latin && gap > size * 0.15 ? ' ' : '';
};

const isBlankRun = (run: PdfRun | undefined): boolean => run !== undefined && run.text.trim() === '';

/** Blanks at the ends of a line are layout; inside it they are characters of the document. */
const withoutOuterBlanks = (runs: readonly PdfRun[]): readonly PdfRun[] => {
  let start = 0;
  let end = runs.length;
  while (start < end && isBlankRun(runs[start])) start += 1;
  while (end > start && isBlankRun(runs[end - 1])) end -= 1;
  return runs.slice(start, end);
};

/** Between a Chinese character and a Latin one typesetters leave about a quarter of an em; that is no blank of the text. */
const withoutThinBlanks = (runs: readonly PdfRun[]): readonly PdfRun[] =>
  runs.filter((run, index) => {
    const before = runs[index - 1];
    const after = runs[index + 1];
    if (!isBlankRun(run) || before === undefined || after === undefined) return true;
    const mixed = isWide(before.text, before.text.length - 1) !== isWide(after.text, 0);
    return !mixed || run.width >= Math.max(before.size, after.size) * 0.35;
  });

const toLine = (runs: readonly PdfRun[], page: number): PdfLine => {
  const sorted = withoutThinBlanks(withoutOuterBlanks([...runs].sort((a, b) => a.x - b.x)));
  let text = '';
  sorted.forEach((run, index) => {
    const previous = sorted[index - 1];
    text += (previous === undefined ? '' : joint(previous, run)) + run.text;
  });
  const first = sorted[0];
  const right = sorted.reduce((edge, run) => Math.max(edge, run.x + run.width), 0);
  const size = [...sorted].sort((a, b) => b.text.length - a.text.length)[0]?.size ?? 0;
  return { page, text, left: first?.x ?? 0, right, y: first?.y ?? 0, size };
};

/** Lines of a page from top to bottom; runs whose baselines differ by less than half a line belong together. */
export const linesOfPage = (page: PdfPage, number: number): PdfLine[] => {
  const runs = page.runs.filter((run) => run.text !== '' && run.size > 0).sort((a, b) => b.y - a.y || a.x - b.x);
  const lines: PdfLine[] = [];
  let current: PdfRun[] = [];
  for (const run of runs) {
    const first = current[0];
    if (first !== undefined && Math.abs(first.y - run.y) > Math.max(first.size, run.size) * 0.5) {
      lines.push(toLine(current, number));
      current = [];
    }
    current.push(run);
  }
  if (current.length > 0) lines.push(toLine(current, number));
  return lines.filter((line) => line.text.trim() !== '');
};

/** Letters with figures folded, so that `— 3 —` and `— 14 —` are the same running head. */
const shapeOf = (text: string): string => text.replace(/[\s\u3000]+/g, '').replace(/\d+/g, '#');

const isPageNumber = (text: string): boolean =>
  /^[-—–―·.\s]*(第)?\s?(\d{1,4}|[ivxlc]{1,8})\s?(页)?([/／共,，\s]*\d{1,4}\s?页?)?[-—–―·.\s]*$/i.test(text.slice(0, 40)) && text.length <= 40;

/** Drops page numbers and lines that repeat in the upper or lower margin of pages. Returns the rest and how many went. */
export const dropRunningHeads = (pages: readonly PdfPage[], lines: readonly PdfLine[]): { kept: PdfLine[]; dropped: number } => {
  const inMargin = (line: PdfLine): boolean => {
    const height = pages[line.page - 1]?.height ?? 0;
    return line.y > height * 0.9 || line.y < height * 0.1;
  };
  const pagesOfShape = new Map<string, Set<number>>();
  for (const line of lines) {
    if (!inMargin(line)) continue;
    const shape = shapeOf(line.text);
    pagesOfShape.set(shape, (pagesOfShape.get(shape) ?? new Set()).add(line.page));
  }
  const enough = Math.max(3, Math.ceil(pages.length * 0.3));
  const isHead = (line: PdfLine): boolean => inMargin(line) && (isPageNumber(line.text.trim()) || (pagesOfShape.get(shapeOf(line.text))?.size ?? 0) >= enough);
  const kept = lines.filter((line) => !isHead(line));
  return { kept, dropped: lines.length - kept.length };
};
