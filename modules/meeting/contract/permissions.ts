import { definePermissions } from '#kernel/access.ts';

const office = ['office_director', 'supervisor', 'dispatcher'] as const;
const leaders = ['lg_leader', 'lg_deputy', 'county_leader'] as const;

/** Permissions of the module; who holds them is workflows §9. */
export const meetingPermissions = definePermissions({
  'meeting.read': { label: '查看领导小组会议', roles: [...office, ...leaders, 'data_reviewer', 'discipline_reader', 'upper_reader'] },
  'meeting.run': { label: '组织领导小组会议', roles: ['office_director', 'dispatcher'] },
  'meeting.issue': { label: '印发会议纪要', roles: ['office_director'], secondFactor: true },
  'meeting.members': { label: '维护领导小组成员', roles: ['office_director'], secondFactor: true },
});
export type MeetingPermission = keyof typeof meetingPermissions;
