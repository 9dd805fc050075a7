/** Writing reports: the current content with a revision, every content kept in task.report_version. */
import { formatMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { nameOfActor, signatureOf } from '#kernel/signature.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';

export const reportRow = {
  report_id: 'uuid',
  round_id: 'uuid',
  assignment_id: 'uuid',
  task_id: 'uuid',
  org_id: 'uuid',
  state: 'text',
  content: 'jsonb',
  is_no_change: 'bool',
  written_by: 'text',
  submitted_at: 'timestamptz?',
  signer_opened_at: 'timestamptz?',
  signed_by: 'text?',
  signed_at: 'timestamptz?',
  first_signed_at: 'timestamptz?',
  reviewer_opened_at: 'timestamptz?',
  approved_by: 'text?',
  approved_at: 'timestamptz?',
  returns: 'int4',
  corrections: 'int4',
  was_unapproved: 'bool',
  machine_version: 'int4',
  revision: 'int4',
} as const;
export type ReportRow = ValuesOf<typeof reportRow>;
const columns = Object.keys(reportRow)
  .map((name) => `p.${name}`)
  .join(', ');

const find = statement({
  name: 'task.find-report',
  class: 'router',
  text: `select ${columns} from task.report p where p.region_code = $1 and p.report_id = $2`,
  params: { region: 'text', reportId: 'uuid' },
  row: reportRow,
});

const findMany = statement({
  name: 'task.find-reports',
  class: 'router',
  text: `select ${columns} from task.report p where p.region_code = $1 and p.report_id = any ($2)`,
  params: { region: 'text', reportIds: 'uuid[]' },
  row: reportRow,
});

const lock = statement({
  name: 'task.lock-report',
  class: 'router',
  text: `select ${columns} from task.report p where p.region_code = $1 and p.report_id = $2 for update`,
  params: { region: 'text', reportId: 'uuid' },
  row: reportRow,
});

const lockOfDebt = statement({
  name: 'task.lock-report-of-debt',
  class: 'router',
  text: `select ${columns} from task.report p where p.region_code = $1 and p.round_id = $2 and p.assignment_id = $3 for update`,
  params: { region: 'text', roundId: 'uuid', assignmentId: 'uuid' },
  row: reportRow,
});

const insert = statement({
  name: 'task.insert-report',
  class: 'router',
  text: `insert into task.report (region_code, report_id, round_id, assignment_id, task_id, org_id, state, content, is_no_change, written_by, returns, corrections, was_unapproved, machine_version, revision, updated_at)
         values ($1, $2, $3, $4, $5, $6, 'draft', $7, $8, $9, 0, 0, false, $10, 1, $11) on conflict (region_code, round_id, assignment_id) do nothing`,
  params: {
    region: 'text',
    reportId: 'uuid',
    roundId: 'uuid',
    assignmentId: 'uuid',
    taskId: 'uuid',
    orgId: 'uuid',
    content: 'jsonb',
    isNoChange: 'bool',
    by: 'text',
    machineVersion: 'int4',
    at: 'timestamptz',
  },
  row: {},
});

const write = statement({
  name: 'task.write-report',
  class: 'router',
  text: `update task.report set state = $3, content = $4, is_no_change = $5, written_by = $6, holder_id = null, corrections = corrections + $7, revision = revision + 1, updated_at = $8
         where region_code = $1 and report_id = $2`,
  params: { region: 'text', reportId: 'uuid', state: 'text', content: 'jsonb', isNoChange: 'bool', by: 'text', corrections: 'int4', at: 'timestamptz' },
  row: {},
});

const move = statement({
  name: 'task.move-report',
  class: 'router',
  text: `update task.report set state = $3, submitted_at = $4, signer_opened_at = $5, signed_by = $6, signed_at = $7, first_signed_at = $8, reviewer_opened_at = $9, approved_by = $10, approved_at = $11,
           returns = $12, was_unapproved = $13, updated_at = $14 where region_code = $1 and report_id = $2`,
  params: {
    region: 'text',
    reportId: 'uuid',
    state: 'text',
    submittedAt: 'timestamptz?',
    signerOpenedAt: 'timestamptz?',
    signedBy: 'text?',
    signedAt: 'timestamptz?',
    firstSignedAt: 'timestamptz?',
    reviewerOpenedAt: 'timestamptz?',
    approvedBy: 'text?',
    approvedAt: 'timestamptz?',
    returns: 'int4',
    wasUnapproved: 'bool',
    at: 'timestamptz',
  },
  row: {},
});

const insertVersion = statement({
  name: 'task.insert-report-version',
  class: 'router',
  text: `insert into task.report_version (region_code, report_id, revision, content, cause, saved_by, saved_by_name, saved_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
  params: { region: 'text', reportId: 'uuid', revision: 'int4', content: 'jsonb', cause: 'text', by: 'text', byName: 'text', at: 'timestamptz' },
  row: {},
});

const findVersion = statement({
  name: 'task.find-report-version',
  class: 'router',
  text: `select v.revision, v.content, v.saved_by_name from task.report_version v where v.region_code = $1 and v.report_id = $2 and v.revision <= $3 order by v.revision desc limit 1`,
  params: { region: 'text', reportId: 'uuid', revision: 'int4' },
  row: { revision: 'int4', content: 'jsonb', saved_by_name: 'text' },
});

export interface NewReport {
  readonly reportId: string;
  readonly roundId: string;
  readonly assignmentId: string;
  readonly taskId: string;
  readonly orgId: string;
  readonly content: unknown;
  readonly isNoChange: boolean;
  readonly machineVersion: number;
}

async function keepVersion(
  { tx, actor, now }: Context,
  version: { readonly reportId: string; readonly revision: number; readonly content: unknown; readonly cause: string },
): Promise<void> {
  await tx.run(insertVersion, { region: tx.region, ...version, by: signatureOf(actor), byName: nameOfActor(actor), at: formatMoment(now) });
}

export const reportStore = {
  find: (tx: Tx, reportId: string) => tx.maybe(find, { region: tx.region, reportId }),
  findMany: (tx: Tx, reportIds: readonly string[]) => tx.many(findMany, { region: tx.region, reportIds }),
  lock: (tx: Tx, reportId: string) => tx.maybe(lock, { region: tx.region, reportId }),
  lockOfDebt: (tx: Tx, key: { readonly roundId: string; readonly assignmentId: string }) => tx.maybe(lockOfDebt, { region: tx.region, ...key }),
  findVersion: (tx: Tx, reportId: string, revision: number) => tx.maybe(findVersion, { region: tx.region, reportId, revision }),

  /** False when somebody else's first save came earlier. */
  async insert(context: Context, report: NewReport): Promise<boolean> {
    const { tx, actor, now } = context;
    const written = await tx.run(insert, { region: tx.region, ...report, by: signatureOf(actor), at: formatMoment(now) });
    if (written === 1) await keepVersion(context, { reportId: report.reportId, revision: 1, content: report.content, cause: '填报' });
    return written === 1;
  },

  async write(
    context: Context,
    row: ReportRow,
    change: { readonly state: string; readonly content: unknown; readonly isNoChange: boolean; readonly cause: string; readonly isCorrection?: boolean },
  ): Promise<void> {
    const { tx, actor, now } = context;
    const { state, content, isNoChange } = change;
    await tx.run(write, {
      region: tx.region,
      reportId: row.report_id,
      state,
      content,
      isNoChange,
      by: signatureOf(actor),
      corrections: change.isCorrection === true ? 1 : 0,
      at: formatMoment(now),
    });
    await keepVersion(context, { reportId: row.report_id, revision: row.revision + 1, content, cause: change.cause });
  },

  async move({ tx, now }: Pick<Context, 'tx' | 'now'>, row: ReportRow, change: Partial<ReportRow> & { readonly state: string }): Promise<void> {
    const next = { ...row, ...change };
    await tx.run(move, {
      region: tx.region,
      reportId: row.report_id,
      state: next.state,
      submittedAt: next.submitted_at,
      signerOpenedAt: next.signer_opened_at,
      signedBy: next.signed_by,
      signedAt: next.signed_at,
      firstSignedAt: next.first_signed_at,
      reviewerOpenedAt: next.reviewer_opened_at,
      approvedBy: next.approved_by,
      approvedAt: next.approved_at,
      returns: next.returns,
      wasUnapproved: next.was_unapproved,
      at: formatMoment(now),
    });
  },
};
