/**
 * When two texts are versions of one plan: their titles are equal once width, case, blanks and quotation
 * marks are set aside. Digits stay, so the plans of two years stay two plans.
 */

/** Full-width ASCII to half-width; one unit stays one unit (never NFKC, which turns ² into 2). */
function foldWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) - 0xfee0));
}

/** The key by which titles are compared; empty when the text has no title, and then it equals no other. */
export function titleKey(title: string | null): string {
  if (title === null) return '';
  return foldWidth(title)
    .replace(/[\s\u3000\u200b-\u200f\ufeff"'“”‘’「」『』《》〈〉]/g, '')
    .toLowerCase()
    .slice(0, 500);
}

/** The name shown: the text's own title, else the file's name without its ending. */
export function shownTitle(title: string | null, fileName: string): string {
  const own = title?.trim() ?? '';
  if (own !== '') return own.slice(0, 300);
  const dot = fileName.lastIndexOf('.');
  const stem = (dot > 0 ? fileName.slice(0, dot) : fileName).trim();
  return stem === '' ? '无标题文本' : stem.slice(0, 300);
}
