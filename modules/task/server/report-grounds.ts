/** What a report is checked against: last text, due milestones, facts held, limits. Read for many debts at once. */
import { evidenceKindLabel } from '#kernel/evidence.ts';
import type { Evidence } from '#kernel/evidence.ts';
import { evidenceOf } from '#kernel/server/evidence.ts';
import { statement } from '#kernel/server/db.ts';
import type { Context } from '#kernel/server/context.ts';
import { judgements } from '../contract/index.ts';
import type { Judgement } from '../contract/index.ts';
import { cellsOfReport, parsePeriod } from '../domain/index.ts';
import type { CellCounts, ReportGround, RoundRules } from '../domain/index.ts';
import { reportRows } from './report-rows.ts';
import { grouped, taskRows } from './task-rows.ts';

export interface GroundKey {
  readonly assignmentId: string;
  readonly taskId: string;
  readonly role: string;
  readonly anchor: string;
  readonly standardKind: string | null;
  readonly period: string;
}

/** One assignment may be asked about for several months at once. */
export const groundId = ({ assignmentId, period }: Pick<GroundKey, 'assignmentId' | 'period'>): string => `${assignmentId}/${period}`;

export interface LastReport {
  readonly period: string;
  readonly isNoChange: boolean;
  readonly done: string;
  readonly next: string;
  readonly judgement: Judgement;
  readonly countToDate: string | null;
}

export interface FullGround {
  readonly ground: ReportGround;
  readonly facts: readonly Evidence[];
  readonly last: LastReport | null;
  readonly cells: CellCounts;
}

const listReused = statement({
  name: 'task.list-reused-photos',
  class: 'router',
  text: `select p.photo_id from task.photo p where p.region_code = $1 and p.photo_id = any ($2)
         and exists (select from task.photo o where o.region_code = p.region_code and o.sha256 = p.sha256 and (o.uploaded_at, o.photo_id) < (p.uploaded_at, p.photo_id))`,
  params: { region: 'text', photoIds: 'uuid[]' },
  row: { photo_id: 'uuid' },
});

/** Photos whose bytes were uploaded before. */
export async function reusedPhotos({ tx }: Pick<Context, 'tx'>, photoIds: readonly string[]): Promise<readonly string[]> {
  return photoIds.length === 0 ? [] : (await tx.many(listReused, { region: tx.region, photoIds })).map(({ photo_id }) => photo_id);
}

interface Content {
  readonly done?: string;
  readonly next?: string;
  readonly judgement?: string;
  readonly countToDate?: string | null;
  readonly facts?: readonly { readonly factId: string }[];
}

const judgementIn = (text: string | undefined): Judgement => judgements.find((one) => one === text) ?? 'normal';

/** An envelope that a module delivered in or for the month, that speaks for the clause and was not answered before. */
function heldFacts(all: readonly Evidence[], period: string, answered: ReadonlySet<string>): readonly Evidence[] {
  const month = parsePeriod(period);
  const first = month.toPlainDate({ day: 1 }).toString();
  const last = month.toPlainDate({ day: month.daysInMonth }).toString();
  return all
    .filter((one) => one.status === 'live' && one.voice !== 'self' && one.source.module !== 'task' && one.from <= last && one.to >= first && !answered.has(one.evidenceId))
    .slice(0, 20);
}

/** Four statements, however many debts. */
export async function readGrounds(
  context: Pick<Context, 'tx'>,
  keys: readonly GroundKey[],
  rulesOfPeriod: (period: string) => RoundRules,
): Promise<ReadonlyMap<string, FullGround>> {
  const { tx } = context;
  const earlier = grouped(await reportRows.earlier(tx, keys), ({ assignment_id, asked_for }) => groundId({ assignmentId: assignment_id, period: asked_for }));
  const milestones = grouped(await taskRows.milestones(tx, [...new Set(keys.map(({ taskId }) => taskId))]), ({ task_id }) => task_id);
  const anchors = [...new Set(keys.map(({ anchor }) => anchor))];
  const evidence = anchors.length === 0 ? [] : await evidenceOf(tx, anchors);
  return new Map(
    keys.map((key) => {
      const before = earlier.get(groundId(key)) ?? [];
      const contents = before.map(({ content }) => content as Content);
      const lastDay = parsePeriod(key.period)
        .toPlainDate({ day: parsePeriod(key.period).daysInMonth })
        .toString();
      const due = key.role === 'lead' ? (milestones.get(key.taskId) ?? []).filter(({ due_on, proved_on }) => proved_on === null && due_on <= lastDay) : [];
      const answered = new Set(contents.flatMap(({ facts }) => (facts ?? []).map(({ factId }) => factId)));
      const facts = heldFacts(
        evidence.filter(({ anchors: at }) => at.includes(key.anchor)),
        key.period,
        answered,
      );
      const written = before.findIndex(({ is_no_change }) => !is_no_change);
      const lastWritten = contents[written === -1 ? 0 : written];
      const counts = contents.flatMap(({ countToDate }) => countToDate ?? []).reverse();
      const [newest] = before;
      const ground: ReportGround = {
        rules: rulesOfPeriod(key.period),
        lastDone: lastWritten?.done ?? null,
        lastCount: counts.at(-1) ?? null,
        counts,
        isCounted: key.role === 'lead' && key.standardKind === 'count',
        dueMilestones: due.map((one) => ({ milestoneId: one.milestone_id, title: one.title, dueOn: one.due_on })),
        factIds: facts.map(({ evidenceId }) => evidenceId),
        noChangeRunning: written === -1 ? before.length : written,
        reusedPhotos: [],
      };
      const last =
        newest === undefined
          ? null
          : {
              period: newest.period,
              isNoChange: newest.is_no_change,
              done: lastWritten?.done ?? '',
              next: lastWritten?.next ?? '',
              judgement: judgementIn(contents[0]?.judgement),
              countToDate: counts.at(-1) ?? null,
            };
      const cells = cellsOfReport({ isNoChange: false, isCounted: ground.isCounted, dueMilestones: due.length, facts: facts.length });
      return [groundId(key), { ground, facts, last, cells }] as const;
    }),
  );
}

/** A held fact as people read it. */
export function factWords(one: Evidence): string {
  const amount = one.value === null ? '' : `${one.value}${one.unit ?? ''}`;
  return [evidenceKindLabel[one.kind], one.subject ?? '', amount, one.note]
    .filter((part) => part !== '')
    .join('：')
    .slice(0, 300);
}
