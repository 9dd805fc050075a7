/** Statements that rule later duty texts: 列第一位者为牵头单位，下同 and 以下均需…落实，不再列出 (traps 51, 52). */
import type { Range } from '../model.ts';
import { isBody, LONGEST_NAME } from './body-names.ts';
import { DUTY_VERBS, FIRST_WORDS, LEAD_WORDS, NOT_REPEATED_WORDS } from './duty-lexicon.ts';

export interface StatedOnce extends Range {
  readonly body: Range;
  /** 以下: only what follows; else the whole plan */
  readonly following: boolean;
}

/** Longest statement, characters. */
const LONGEST_RULE = 90;

/** True when the stretch says that the first body listed leads. */
export function isFirstLeadsRule(text: string, range: Range): boolean {
  const part = text.slice(range.start, Math.min(range.end, range.start + 400));
  for (const first of FIRST_WORDS) {
    const at = part.indexOf(first);
    if (at < 0) continue;
    const tail = part.slice(at, at + first.length + 24);
    if ((tail.includes('为') || tail.includes('是') || tail.includes('系')) && LEAD_WORDS.some((w) => tail.includes(w))) return true;
  }
  return false;
}

const OPENINGS: readonly string[] = [
  '均需由',
  '均须由',
  '均需要',
  '都需要',
  '均需',
  '均须',
  '均由',
  '都由',
  '均要',
  '都需',
  '都要',
  '需由',
  '须由',
  '应由',
  '均为',
  '均应由',
  '责任单位均为',
  '均涉及',
  '均包括',
  '均含',
  '由',
];
const LEADINGS: readonly string[] = ['以下', '其他', '其余', '各项', '上述', '所有', '本方案', '各任务', '下列', '后续', '以上', '每项', '涉及'];

const IS_OWNER = ['均为', '都为', '均应', '均需', '均须', '均负', '均要', '均有'];

/** `各区人民政府均为责任单位，以下不再列出`: the body opens the statement. */
function bodyFirst(range: Range, part: string): StatedOnce | null {
  const at = Math.min(...IS_OWNER.map((w) => part.indexOf(w)).filter((i) => i >= 0));
  if (!(at >= 2 && at <= LONGEST_NAME) || !isBody(part.slice(0, at))) return null;
  return { start: range.start, end: range.end, body: { start: range.start, end: range.start + at }, following: part.includes('以下') };
}

/** The body of an owner stated once for all, or null. */
export function readStatedOnce(text: string, range: Range): StatedOnce | null {
  if (range.end - range.start > LONGEST_RULE * 3) return null;
  const part = text.slice(range.start, range.end);
  if (!NOT_REPEATED_WORDS.some((w) => part.includes(w))) return null;
  const lead = LEADINGS.find((w) => part.indexOf(w) >= 0 && part.indexOf(w) < 20);
  const first = bodyFirst(range, part);
  if (first !== null || lead === undefined) return first;
  const opening = OPENINGS.map((w) => ({ w, at: part.indexOf(w) }))
    .filter((o) => o.at >= 0)
    .sort((a, b) => a.at - b.at || b.w.length - a.w.length)[0];
  if (!opening) return null;
  const from = opening.at + opening.w.length;
  for (let i = from + 1; i < Math.min(part.length, from + LONGEST_NAME + 1); i++) {
    const closes = '，,。；;'.includes(part[i] ?? 'x') || DUTY_VERBS.some(([w]) => part.startsWith(w, i));
    if (!closes) continue;
    const name = part
      .slice(from, i)
      .replace(/等$/u, '')
      .replace(/(?:具体|分别|共同|认真|抓好)$/u, '');
    if (!isBody(name)) continue;
    return {
      start: range.start,
      end: range.end,
      body: { start: range.start + from, end: range.start + from + name.length },
      following: lead === '以下' || lead === '其余' || lead === '其他' || lead === '下列' || lead === '后续',
    };
  }
  return null;
}
