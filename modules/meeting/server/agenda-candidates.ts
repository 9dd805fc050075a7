/** What the system puts before the leading group, group by group (workflows §9): every line comes from the module that keeps it. */
import { parseDay } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { dutyStore } from '#kernel/server/duty-store.ts';
import { listAwaitedTargets } from '#answer/server';
import { blockagesForGroup, lateOrders, objectionsAsked, ordersOutOfExtensions } from '#supervision/server';
import type { AgendaMatter } from '#supervision/server';
import { listRulingsAsked, listWorkPointsToAdopt } from '#task/server';
import type { AgendaGroup } from '../contract/index.ts';
import type { AgendaCandidate } from '../domain/index.ts';
import { projectListDuty } from './meeting-duties.ts';
import type { OpenMeeting } from './open-meeting.ts';

/** Until clauses of orders are known by their priority, all count as strong; a red colour as core. */
const strong = 2;
const core = 3;

const daysSince = (day: string | null, { today }: Context): number => (day === null ? 0 : Math.max(0, parseDay(day).until(today, { largestUnit: 'days' }).days));

const candidateOf =
  (group: AgendaGroup) =>
  ({ ref, title, page, days, isCore = false }: AgendaMatter): AgendaCandidate => ({ group, ref, title, page, daysRed: days, priority: isCore ? core : strong, moneyPercent: 0 });

const fateCandidates = ({ fates }: OpenMeeting): readonly AgendaCandidate[] =>
  fates
    .filter(({ kind }) => kind !== 'done')
    .map((one) => ({
      group: 'fate',
      ref: `decision:${one.decisionId}`,
      title: one.text,
      page: `${one.meetingTitle}决定；${one.number ?? ''}，${one.lead}，时限${one.dueOn}${one.daysLate > 0 ? `，逾期${one.daysLate}天` : ''}。${one.sentence}`,
      daysRed: one.daysLate,
      moneyPercent: 0,
      priority: one.colour === 'red' ? core : strong,
    }));

async function rulings({ meeting }: OpenMeeting, context: Context): Promise<readonly AgendaMatter[]> {
  const asked = await listRulingsAsked(context);
  const refused = asked.map((one) => ({ ref: `refusal:${one.assignmentId}`, title: `裁定任务归属：${one.title}`, page: one.words, days: daysSince(one.since, context) }));
  return [...refused, ...(await ordersOutOfExtensions(context, meeting.held_on)), ...(await objectionsAsked(context))];
}

async function targets(context: Context): Promise<readonly AgendaMatter[]> {
  return (await listAwaitedTargets(context)).map((one) => ({
    ref: `target:${one.planId}/${one.clauseKey}`,
    title: `待${one.issuers.join('、')}下达：${one.title}`,
    page: `约定期间${one.since}至${one.until}。${one.reason}提请明确由谁、何时向${one.issuers.join('、')}争取下达。`,
    days: daysSince(one.since, context),
  }));
}

/** 项目库滚动 (职责日历 D15): the list of a period goes to the meeting that is held within its window, or after it was missed. */
async function projectLists({ meeting }: OpenMeeting, context: Context): Promise<readonly AgendaMatter[]> {
  const open = await dutyStore.listOpen(context.tx, parseDay(meeting.held_on));
  return open
    .filter(({ code }) => code === projectListDuty)
    .map((one) => {
      const due = (one.dueOn ?? one.nominalOn).toString();
      const days = daysSince(due, context);
      return {
        ref: `duty:${one.code}/${one.period}`,
        title: `审定${one.periodText}项目清单（储备、新开工、续建、竣工四个一批）`,
        days,
        isCore: days > 0,
        page: `${one.label}，${one.periodText}，期限${due}${days > 0 ? `，已逾期${days}天` : ''}。会议批准并印发纪要后，本期职责完成；要求补充或调整的，作为任务交办。`,
      };
    });
}

async function workPoints(context: Context): Promise<readonly AgendaMatter[]> {
  return (await listWorkPointsToAdopt(context)).map((one) => ({
    ref: `work-points:${one.planId}/${one.year}`,
    title: `审定${one.year}年度任务分解表和工作要点`,
    page: `《${one.planTitle}》${one.year}年有效条款${one.points}条，责任单位已全部签收，工作要点尚未印发。`,
    days: 0,
  }));
}

export async function agendaCandidates(open: OpenMeeting, context: Context): Promise<readonly AgendaCandidate[]> {
  const own = new Set(open.fates.map(({ orderId }) => `order:${orderId ?? ''}`));
  const red = (await lateOrders(context, open.rules.redDays)).filter(({ ref }) => !own.has(ref));
  // A badly late order stands on the agenda once.
  const isRed = new Set(red.map(({ ref }) => ref.replace('order:', 'extension:')));
  const asked = (await rulings(open, context)).filter(({ ref }) => !isRed.has(ref));
  return [
    ...fateCandidates(open),
    ...red.map(candidateOf('red')),
    ...(await blockagesForGroup(context)).map(candidateOf('blockage')),
    ...asked.map(candidateOf('ruling')),
    ...(await targets(context)).map(candidateOf('target')),
    ...(await workPoints(context)).map(candidateOf('list')),
    ...(await projectLists(open, context)).map(candidateOf('list')),
  ];
}
