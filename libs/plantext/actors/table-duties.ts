/** Tables with a column 责任单位 / 牵头单位 / 配合单位: each row answers for itself (plantext 14, 任务分解表). */
import type { ActorRecord, ParsedText, Range } from '../model.ts';
import { cellText } from '../source/windows.ts';
import { readDuty } from './duty-grammar.ts';
import { DUTY_KEYS, type DutyRole } from './duty-lexicon.ts';
import { namesOf } from './collective.ts';
import type { PlanTree } from './tree.ts';

interface Column {
  readonly index: number;
  readonly role: DutyRole;
}

function cellsOf(view: string, row: Range): Range[] {
  const out: Range[] = [];
  let start = row.start;
  for (let i = row.start; i <= row.end; i++) {
    if (i < row.end && view[i] !== '\t') continue;
    out.push({ start, end: i });
    start = i + 1;
  }
  return out;
}

function columnsOf(view: string, row: Range): Column[] {
  return cellsOf(view, row).flatMap((cell, index) => {
    const head = cellText(view, cell).replace(/\s/gu, '').replace(/\(.*$/u, '');
    const role = DUTY_KEYS.get(head);
    return head.length >= 4 && (role === 'lead' || role === 'owner' || role === 'support') ? [{ index, role }] : [];
  });
}

/** Records of the body columns of all tables; `measures` holds the id of the row. */
export function rowActors(parsed: ParsedText, tree: PlanTree, newId: (key: string) => string): { records: ActorRecord[]; places: Range[] } {
  const records: ActorRecord[] = [];
  const places: Range[] = [];
  const columns = new Map<string | null, Column[]>();
  for (const row of tree.nodes) {
    if (row.kind !== 'row') continue;
    const heads = columnsOf(parsed.view, row);
    if (heads.length > 0) {
      columns.set(row.parent, heads);
      continue;
    }
    const cells = cellsOf(parsed.view, row);
    for (const column of columns.get(row.parent) ?? []) {
      const cell = cells[column.index];
      if (!cell || cell.end === cell.start) continue;
      places.push(cell);
      for (const { role, ...b } of readDuty(parsed.view, cell, column.role).bodies) {
        const open = b.open ? { open: true as const } : {};
        for (const { name, group } of namesOf(parsed.text, b))
          records.push({ id: newId(`${name.text}|${row.id}`), node: row.id, name, role, measures: [row.id], ...open, ...(group ? { group } : {}), why: [], conf: 0.97 });
      }
    }
  }
  return { records, places };
}
