/** The board as a table: the same columns for the office's workbook and for the public's downloads, which leave out what is not theirs. */
import type { SheetColumn } from '#kernel/server/documents/render-xlsx.ts';
import { clauseKindLabel, clauseStateLabel } from '../contract/index.ts';
import type { ClauseKind, ClauseState } from '../contract/index.ts';

/** ADR 0031. */
export const stampWords = (isDemonstration: boolean): string => (isDemonstration ? '本节点是演示节点，演示证据计入，不作正式统计' : '演示证据不计入');

export const boardPreface = (board: { readonly planTitle: string; readonly asOf: string; readonly versionOrdinal: number | null }, isDemonstration: boolean): readonly string[] => [
  `${board.planTitle}　应答总览`,
  `截至${board.asOf}，方案第${board.versionOrdinal}版；状态由证据按约定计算，${stampWords(isDemonstration)}。`,
];

export const sharedColumns: readonly SheetColumn[] = [
  { title: '编号', width: 10 },
  { title: '举措', width: 28 },
  { title: '条款', width: 40 },
  { title: '类型', width: 10 },
  { title: '状态', width: 12 },
  { title: '理由', width: 60 },
  { title: '有效证据', width: 10, kind: 'number' },
  { title: '状态起于', width: 14, kind: 'day' },
];

interface SheetClause {
  readonly kind: ClauseKind;
  readonly title: string;
  readonly state: ClauseState;
  readonly reason: string;
  readonly liveCount: number;
  readonly since: string | null;
}

export const sharedCells = (group: { readonly label: string | null; readonly title: string | null }, clause: SheetClause): readonly string[] => [
  group.label ?? '',
  group.title ?? '',
  clause.title,
  clauseKindLabel[clause.kind],
  clauseStateLabel[clause.state],
  clause.reason,
  String(clause.liveCount),
  clause.since?.slice(0, 10) ?? '',
];
