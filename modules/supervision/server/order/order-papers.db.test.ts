import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatMoment } from '#kernel/calendar.ts';
import type { EndpointSpec, Reply } from '#kernel/endpoint.ts';
import { Refusal } from '#kernel/refusals.ts';
import type { Actor } from '#kernel/server/actor.ts';
import { transaction } from '#kernel/server/db.ts';
import { fileFolder, sha256Of } from '#kernel/server/files/file-folder.ts';
import { systemContext } from '#kernel/server/system-context.ts';
import { runUseCase } from '#kernel/server/use-case.ts';
import type { RawInput, UseCase } from '#kernel/server/use-case.ts';
import { readableParts } from '../../../../tests/access/canary.ts';
import { openCounty } from '../../../../tests/harness/county.ts';
import type { County } from '../../../../tests/harness/county.ts';
import { databaseForFile } from '../../../../tests/harness/test-database.ts';
import { inWriting } from '../../../../tests/harness/write-context.ts';
import type { OrderDetails } from '../../contract/index.ts';
import { supervisionJobs } from '../jobs.ts';
import { readAnnouncements } from '../portal-pages.ts';
import { noteSiteCheck } from '../site-check.ts';
import { actOnOrderUseCase } from './act-on-order.ts';
import { getLetterUseCase, issueLetterUseCase } from './issue-letter.ts';
import { getOrderUseCase } from './list-orders.ts';
import { getOrderDocumentUseCase } from './order-document.ts';
import { decideObjectionUseCase, getOrderStandingUseCase, objectToColourUseCase } from './order-standing.ts';
import { proposeOrderUseCase } from './propose-order.ts';
import { getOrderPapersUseCase, getPublicationDocumentUseCase, publishOrderUseCase, stopPublicationUseCase } from './publish-order.ts';

const database = databaseForFile();
let county: County;
let lead: string;
const who = {} as Record<'supervisor' | 'director' | 'leader' | 'liaison' | 'head' | 'verifier', Actor>;
const files = fileFolder(mkdtempSync(join(tmpdir(), 'luoshi-letters-')));

beforeAll(async () => {
  county = await openCounty({ appUrl: database().appUrl, at: '2026-03-02T09:00:00+08:00', modules: [{ name: 'supervision', jobs: supervisionJobs }] });
  lead = await county.org('县水务局');
  who.supervisor = await county.person('督查员', 'supervisor');
  who.director = await county.person('办公室主任', 'office_director');
  who.leader = await county.person('分管副县长', 'county_leader');
  who.liaison = await county.person('水务联络员', 'unit_liaison', lead);
  who.head = await county.person('水务局长', 'unit_head', lead);
  who.verifier = await county.person('核验员', 'verifier');
});
afterAll(() => county.close());

const at = (moment: string): void => county.runtime.clock.moveTo(`${moment}+08:00`);
const call = async <E extends EndpointSpec>(useCase: UseCase<E>, actor: Actor, input: RawInput): Promise<Reply<E>> =>
  (await runUseCase(useCase, input, { actor, requestId: null }, { ...county.runtime, files })).reply;
const refusal = async <E extends EndpointSpec>(useCase: UseCase<E>, actor: Actor, input: RawInput): Promise<string> => {
  try {
    await call(useCase, actor, input);
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};
const textOf = (content: string): string => readableParts({ headers: {}, text: '', bytes: Buffer.from(content, 'base64') }).join('');

let serial = 0;
async function propose(colour: string, dueOn: string, leadOrgId = lead): Promise<OrderDetails> {
  serial += 1;
  const body = {
    title: `沱河清淤第${serial}段`,
    matter: '完成清淤',
    standard: '取得验收意见书',
    dueOn,
    leadOrgId,
    coOrgIds: [],
    colour,
    source: 'instruction',
    sourceRef: `批示${serial}`,
  };
  return call(proposeOrderUseCase, who.supervisor, { body });
}
const input = (order: OrderDetails, action: string, more: object = {}): RawInput => ({
  params: { orderId: order.orderId },
  body: { action, revision: order.revision, note: '情况属实', ...more },
});
const act = (order: OrderDetails, actor: Actor, action: string, more: object = {}): Promise<OrderDetails> => call(actOnOrderUseCase, actor, input(order, action, more));
async function issued(colour: string, dueOn: string, leadOrgId = lead): Promise<OrderDetails> {
  const order = await act(await propose(colour, dueOn, leadOrgId), who.supervisor, 'submit');
  return colour === 'red' ? act(order, who.leader, 'approve-red') : act(order, who.director, 'approve');
}
async function completed(colour: string, dueOn: string): Promise<OrderDetails> {
  let order = await act(await issued(colour, dueOn), who.liaison, 'sign-in', { personId: who.liaison.userId });
  order = await act(await act(order, who.liaison, 'apply-completion'), who.head, 'countersign');
  return act(await act(order, who.supervisor, 'review'), who.leader, 'finalise');
}
const of = (order: OrderDetails, body?: object): RawInput => ({ params: { orderId: order.orderId }, ...(body === undefined ? {} : { body }) });
const read = (order: OrderDetails): Promise<OrderDetails> => call(getOrderUseCase, who.verifier, of(order));
const papers = (order: OrderDetails) => call(getOrderPapersUseCase, who.director, of(order));
const publish = (order: OrderDetails) => of(order, { place: '县政府网站', result: '清淤三公里，已验收' });
const siteCheck = (order: OrderDetails, isPassed: boolean | null) =>
  inWriting({ pool: county.runtime.pool, region: county.runtime.region, at: formatMoment(county.runtime.clock.now()) }, (context) =>
    noteSiteCheck(context, { orderId: order.orderId, number: '检查〔2026〕1号', isPassed, words: '现场查看' }),
  );
const close = async (order: OrderDetails): Promise<string> => refusal(actOnOrderUseCase, who.verifier, input(await read(order), 'close'));
const closeOffer = async (order: OrderDetails) => (await read(order)).actions.find(({ action }) => action === 'close');

describe('销号前的现场核查与公示', () => {
  test('红色：没有核查、核查不属实、更正核查都不能销号；核查属实后还须公示', async () => {
    at('2026-03-02T09:00:00');
    const order = await completed('red', '2026-03-31');
    expect(await papers(order)).toMatchObject({
      publicDays: 5,
      wantsCheck: true,
      isCheckPassed: null,
      actions: [
        { action: 'publish', allowed: true },
        { action: 'letter', allowed: true },
      ],
    });
    expect(await close(order)).toBe('order.not_checked');
    expect(await closeOffer(order)).toMatchObject({ allowed: false, reason: expect.stringContaining('现场核查') });
    await siteCheck(order, false);
    expect(await close(order)).toBe('order.not_checked');
    await siteCheck(order, true);
    expect(await close(order)).toBe('order.not_published');
    await siteCheck(order, null);
    expect(await close(order)).toBe('order.not_checked');
    await siteCheck(order, true);
    expect((await papers(order)).isCheckPassed).toBe(true);
    await call(publishOrderUseCase, who.director, publish(order));
    // Five working days after Monday the 2nd: until Monday the 9th, that day included.
    expect(await papers(order)).toMatchObject({ publications: [{ fromOn: '2026-03-02', toOn: '2026-03-09', place: '县政府网站', stoppedOn: null }] });
    at('2026-03-09T23:59:59');
    expect(await close(order)).toBe('order.still_public');
    at('2026-03-10T00:00:00');
    expect(await close(order)).toBe('done');
  });

  test('停止公示写明理由，之后须重新公示；一轮只有一次有效公示', async () => {
    at('2026-03-02T09:00:00');
    const order = await completed('red', '2026-03-31');
    await siteCheck(order, true);
    await call(publishOrderUseCase, who.director, publish(order));
    expect(await refusal(publishOrderUseCase, who.director, publish(order))).toBe('supervision.publication_exists');
    const { publications } = await papers(order);
    const stop = { params: { orderId: order.orderId, publicationId: publications[0]?.publicationId }, body: { reason: '群众反映长度不实' } };
    await call(stopPublicationUseCase, who.director, stop);
    expect(await refusal(stopPublicationUseCase, who.director, stop)).toBe('supervision.publication_not_found');
    at('2026-03-20T09:00:00');
    expect(await close(order)).toBe('order.not_published');
    expect((await closeOffer(order))?.reason).toContain('原公示已停止');
    await call(publishOrderUseCase, who.director, publish(order));
    at('2026-03-27T23:59:59');
    expect(await close(order)).toBe('order.still_public');
    at('2026-03-28T00:00:00');
    expect(await close(order)).toBe('done');
    expect((await papers(order)).publications).toHaveLength(2);
  });

  test('黄色、蓝色、未定色按规则不要求，可以直接销号，也不能公示；办结之前不能公示', async () => {
    at('2026-03-02T09:00:00');
    const yellow = await completed('yellow', '2026-03-31');
    expect(await refusal(publishOrderUseCase, who.director, publish(yellow))).toBe('supervision.publication_not_needed');
    expect(await close(yellow)).toBe('done');
    expect(await close(await completed('none', '2026-03-31'))).toBe('done');
    expect(await refusal(publishOrderUseCase, who.director, publish(await issued('red', '2026-03-31')))).toBe('lifecycle.wrong_state');
  });

  test('选定的才登在公开门户，公示期满次日、停止当天撤下；演示的只在演示节点', async () => {
    at('2026-03-02T09:00:00');
    const [order, other] = [await completed('red', '2026-03-31'), await completed('red', '2026-03-31')];
    await call(publishOrderUseCase, who.director, publish(other));
    const posted = (profile: 'development' | 'production' = 'development') =>
      transaction(county.runtime.pool, { region: county.runtime.region, mode: 'read' }, async (tx) => {
        const { today } = systemContext(county.runtime, tx, { part: 'test', now: county.runtime.clock.now() });
        return (await readAnnouncements({ tx, today, node: { profile } as never })).items;
      });
    expect(await posted()).toEqual([]);
    await call(publishOrderUseCase, who.director, of(order, { place: '县政府网站', result: '清淤三公里，已验收', isPosted: true }));
    expect((await papers(order)).publications).toMatchObject([{ isPosted: true }]);
    const notice = { title: order.title, lead: '县水务局', standard: order.standard, result: '清淤三公里，已验收', fromOn: '2026-03-02', toOn: '2026-03-09', place: '县政府网站' };
    expect(await posted()).toMatchObject([notice]);
    const isDemo = (await posted())[0]?.isDemo === true;
    expect(await posted('production')).toHaveLength(isDemo ? 0 : 1);
    at('2026-03-09T23:59:59');
    expect(await posted()).toHaveLength(1);
    at('2026-03-10T00:00:00');
    expect(await posted()).toEqual([]);
    at('2026-03-09T10:00:00');
    const [one] = (await papers(order)).publications;
    await call(stopPublicationUseCase, who.director, { params: { orderId: order.orderId, publicationId: one?.publicationId }, body: { reason: '群众反映长度不实' } });
    expect(await posted()).toEqual([]);
  });

  test('公示是公文：事项、单位、结果、起止日都在里面', async () => {
    at('2026-03-02T09:00:00');
    const order = await completed('red', '2026-03-31');
    await call(publishOrderUseCase, who.director, publish(order));
    const [one] = (await papers(order)).publications;
    const file = await call(getPublicationDocumentUseCase, who.verifier, { params: { orderId: order.orderId, publicationId: one?.publicationId } });
    const text = textOf(file.content);
    for (const words of ['关于督办事项办结结果的公示', order.title, '县水务局', '清淤三公里，已验收', '2026年3月2日至2026年3月9日', '县政府网站']) expect(text).toContain(words);
  });
});

describe('督查文书', () => {
  const issue = (order: OrderDetails, kind: string, more: object = {}): RawInput => of(order, { kind, words: '请于三日内书面答复。', ...more });
  const letters = async (order: OrderDetails) => (await papers(order)).letters;

  test('各类文书各自连续编号，成文存档，下载的就是存下的文件，公文里有文号、单位、事项、正文', async () => {
    at('2026-04-01T09:00:00');
    const order = await issued('red', '2026-04-30');
    const other = await issued('red', '2026-04-30');
    await call(issueLetterUseCase, who.director, issue(order, 'urge'));
    await call(issueLetterUseCase, who.director, issue(other, 'urge'));
    await call(issueLetterUseCase, who.director, issue(order, 'talk', { meetsOn: '2026-04-03', meetsAt: '县政府三楼会议室' }));
    expect((await letters(order)).map(({ kind, number }) => [kind, number])).toEqual([
      ['urge', '催办〔2026〕1号'],
      ['talk', '约谈〔2026〕1号'],
    ]);
    expect((await letters(other)).map(({ number }) => number)).toEqual(['催办〔2026〕2号']);
    for (const one of await letters(order)) {
      const file = await call(getLetterUseCase, who.liaison, { params: { orderId: order.orderId, letterId: one.letterId } });
      const text = textOf(file.content);
      for (const words of [one.number, '县水务局', order.title, order.number ?? '', '请于三日内书面答复。', '2026年4月30日', '红色警示单', '领导小组办公室'])
        expect(text, words).toContain(words);
      if (one.kind === 'talk') expect(text).toContain('约谈时间：2026年4月3日。约谈地点：县政府三楼会议室。');
      // What is sent is the stored file itself.
      const bytes = Buffer.from(file.content, 'base64');
      expect(Buffer.from(await files.read(sha256Of(bytes))).equals(bytes)).toBe(true);
    }
    const entries = (await read(order)).entries.filter(({ action }) => action.startsWith('urge-'));
    expect(entries.map(({ action, label }) => [action, label])).toEqual([
      ['urge-written', '印发催办通知单（催办〔2026〕1号）'],
      ['urge-talk', '印发约谈通知书（约谈〔2026〕1号）'],
    ]);
  });

  test('约谈只用于红色，须有时间地点，日期是工作日；没有交办、已经了结的不能印发', async () => {
    at('2026-04-01T09:00:00');
    const blue = await issued('blue', '2026-04-30');
    const red = await issued('red', '2026-04-30');
    const meeting = { meetsOn: '2026-04-03', meetsAt: '会议室' };
    expect(await refusal(issueLetterUseCase, who.director, issue(blue, 'talk', meeting))).toBe('supervision.letter_needs_red');
    expect(await refusal(issueLetterUseCase, who.director, issue(red, 'talk', { meetsOn: '2026-04-03' }))).toBe('supervision.meeting_missing');
    // 2026-04-06 is the holiday of Qingming.
    expect(await refusal(issueLetterUseCase, who.director, issue(red, 'talk', { ...meeting, meetsOn: '2026-04-06' }))).toBe('supervision.due_unfit');
    expect(await refusal(issueLetterUseCase, who.director, issue(red, 'talk', { ...meeting, meetsOn: '2026-03-31' }))).toBe('supervision.due_unfit');
    expect(await refusal(issueLetterUseCase, who.director, issue(await propose('red', '2026-04-30'), 'urge'))).toBe('lifecycle.wrong_state');
    const withdrawn = await act(blue, who.leader, 'withdraw');
    expect(await refusal(issueLetterUseCase, who.director, issue(withdrawn, 'urge'))).toBe('lifecycle.wrong_state');
    expect(await letters(red)).toEqual([]);
  });

  test('通报：异议期满次日起才可以；异议待裁定、异议成立的不能通报', async () => {
    at('2026-05-06T09:00:00');
    const quiet = await issued('red', '2026-05-29');
    const objected = await issued('red', '2026-05-29');
    await call(objectToColourUseCase, who.head, of(objected, { reason: '受汛情影响' }));
    at('2026-05-09T23:59:59');
    expect(await refusal(issueLetterUseCase, who.director, issue(quiet, 'circular'))).toBe('supervision.circular_paused');
    at('2026-05-10T00:00:00');
    expect(await refusal(issueLetterUseCase, who.director, issue(objected, 'circular'))).toBe('supervision.circular_paused');
    expect(await refusal(issueLetterUseCase, who.director, issue(quiet, 'circular'))).toBe('done');
    const [one] = await letters(quiet);
    const file = await call(getLetterUseCase, who.head, { params: { orderId: quiet.orderId, letterId: one?.letterId } });
    expect(textOf(file.content)).toContain('县水务局承办的下列督办事项被列为红色警示单，现予通报。');
    const objectionId = (await call(getOrderStandingUseCase, who.director, of(objected))).objections[0]?.objectionId;
    await call(decideObjectionUseCase, who.director, { params: { orderId: objected.orderId, objectionId }, body: { isUpheld: true, ruling: '情况属实' } });
    expect(await refusal(issueLetterUseCase, who.director, issue(objected, 'circular'))).toBe('supervision.circular_paused');
  });

  test('督查函：一年内第二张黄色或红色督办单起才发；函里列出各张督办单', async () => {
    at('2026-06-01T09:00:00');
    const unit = await county.org('县交通局');
    const first = await issued('yellow', '2026-06-30', unit);
    expect(await refusal(issueLetterUseCase, who.director, issue(first, 'query'))).toBe('supervision.letter_not_due');
    const second = await issued('yellow', '2026-06-30', unit);
    await call(issueLetterUseCase, who.director, issue(second, 'query'));
    const [one] = await letters(second);
    expect(one?.number).toBe('督函〔2026〕1号');
    const text = textOf((await call(getLetterUseCase, who.supervisor, { params: { orderId: second.orderId, letterId: one?.letterId } })).content);
    for (const words of ['关于督办事项办理情况的函', '县交通局', first.number ?? '', first.title, second.number ?? '', second.title, '黄色督办单'])
      expect(text, words).toContain(words);
  });

  test('编了号的督办单：文号、事项、要求、标准、时限、单位都在公文里', async () => {
    at('2026-06-01T09:00:00');
    const order = await issued('yellow', '2026-06-30');
    const { content, fileName } = await call(getOrderDocumentUseCase, who.liaison, of(order));
    expect(order.number).toMatch(/^督办〔2026〕\d+号$/);
    expect(fileName).toBe(`${order.number}.docx`);
    for (const words of [order.number ?? '', '黄色督办单', order.title, '完成清淤', '取得验收意见书', '2026年6月30日', '县水务局']) expect(textOf(content), words).toContain(words);
  });
});
