/** Opinions of units on drafts, and their answers. */
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import { presentAction } from '#kernel/decision.ts';
import type { Decision } from '#kernel/decision.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';

const row = {
  opinion_id: 'uuid',
  task_id: 'uuid',
  org_id: 'uuid',
  words: 'text',
  given_at: 'timestamptz',
  is_adopted: 'bool?',
  answer: 'text?',
} as const;
export type OpinionRow = ValuesOf<typeof row>;
const columns = 'o.opinion_id, o.task_id, o.org_id, o.words, o.given_at, o.is_adopted, o.answer';

const list = statement({
  name: 'task.list-opinions',
  class: 'router',
  text: `select ${columns} from task.opinion o where o.region_code = $1 and o.task_id = $2 order by o.opinion_id`,
  params: { region: 'text', taskId: 'uuid' },
  row,
});

const find = statement({
  name: 'task.find-opinion',
  class: 'router',
  text: `select ${columns} from task.opinion o where o.region_code = $1 and o.opinion_id = $2 for update`,
  params: { region: 'text', opinionId: 'uuid' },
  row,
});

const insert = statement({
  name: 'task.insert-opinion',
  class: 'router',
  text: `insert into task.opinion (region_code, opinion_id, task_id, org_id, words, given_by, given_at) values ($1, $2, $3, $4, $5, $6, $7)`,
  params: { region: 'text', opinionId: 'uuid', taskId: 'uuid', orgId: 'uuid', words: 'text', by: 'text', at: 'timestamptz' },
  row: {},
});

const answer = statement({
  name: 'task.answer-opinion',
  class: 'router',
  text: `update task.opinion set is_adopted = $3, answer = $4, answered_by = $5, answered_at = $6 where region_code = $1 and opinion_id = $2`,
  params: { region: 'text', opinionId: 'uuid', isAdopted: 'bool', answer: 'text', by: 'text', at: 'timestamptz' },
  row: {},
});

export const opinionStore = {
  list: (tx: Tx, taskId: string) => tx.many(list, { region: tx.region, taskId }),
  find: (tx: Tx, opinionId: string) => tx.maybe(find, { region: tx.region, opinionId }),
  async insert({ tx, actor, now, newId }: Context, opinion: { readonly taskId: string; readonly orgId: string; readonly words: string }): Promise<string> {
    const opinionId = newId();
    await tx.run(insert, { region: tx.region, opinionId, ...opinion, by: actor.id, at: formatMoment(now) });
    return opinionId;
  },
  async answer({ tx, actor, now }: Context, opinionId: string, given: { readonly isAdopted: boolean; readonly answer: string }): Promise<void> {
    await tx.run(answer, { region: tx.region, opinionId, ...given, by: actor.id, at: formatMoment(now) });
  },
};

export const presentOpinion = (one: OpinionRow, org: string, mayAnswer: Decision) => ({
  opinionId: one.opinion_id,
  orgId: one.org_id,
  org,
  words: one.words,
  at: formatMoment(parseMoment(one.given_at)),
  isAdopted: one.is_adopted,
  answer: one.answer,
  actions: one.answer === null ? [presentAction('answer', '答复', mayAnswer)] : [],
});
