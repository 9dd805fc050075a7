/** Members of the leading group with their terms; the past stays readable. */
import { formatMoment } from '#kernel/calendar.ts';
import { presentAction } from '#kernel/decision.ts';
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { addMember, endMember, listMembers, memberChanged } from '../contract/index.ts';
import type { MemberRole } from '../contract/index.ts';
import { permitsOf } from './open-meeting.ts';
import { meetingRefusals } from './refusals.ts';
import { rows } from './rows.ts';

async function present(context: Context, on: string | null) {
  const found = permitsOf(context)('meeting.read').allowed ? await rows.members(context.tx, on) : [];
  return {
    items: found.map((row) => ({
      memberId: row.member_id,
      name: row.name,
      post: row.post,
      role: row.role as MemberRole,
      fromOn: row.from_on,
      toOn: row.to_on,
      source: row.source,
    })),
    actions: [presentAction('add', '登记成员', permitsOf(context)('meeting.members'))],
  };
}

export const listMembersUseCase = useCase(listMembers, ({ query }, context) => present(context, query.on ?? null));

export const addMemberUseCase = useCase(addMember, async ({ body }, context) => {
  context.refuse.unless(permitsOf(context)('meeting.members'));
  const overlaps = (await rows.members(context.tx, null)).some(({ role, to_on }) => role === 'leader' && (to_on === null || to_on >= body.fromOn));
  if (body.role === 'leader' && overlaps) throw meetingRefusals.leader_twice();
  const memberId = context.newId();
  const { name, post, role, fromOn, source } = body;
  await rows.insertMember(context.tx, {
    member_id: memberId,
    name,
    post,
    role,
    from_on: fromOn,
    to_on: null,
    source,
    end_source: '',
    made_by: context.actor.id,
    made_at: formatMoment(context.now),
    revision: 1,
  });
  await record(context, memberChanged, { memberId, act: 'add', role, day: fromOn, source, name });
  return present(context, null);
});

export const endMemberUseCase = useCase(endMember, async ({ params, body }, context) => {
  context.refuse.unless(permitsOf(context)('meeting.members'));
  const member = (await rows.members(context.tx, null)).find(({ member_id }) => member_id === params.memberId);
  if (member === undefined) throw meetingRefusals.member_not_found();
  if (member.to_on !== null || body.toOn < member.from_on) throw meetingRefusals.term_unfit();
  await rows.updateMember(context.tx, { ...member, to_on: body.toOn, end_source: body.source });
  await record(context, memberChanged, { memberId: member.member_id, act: 'end', role: member.role, day: body.toOn, source: body.source, name: member.name });
  return present(context, null);
});
