/** Manifest of module settings for the server; only app/ imports it. */
import { dutyRefusals } from '#kernel/duty.ts';
import { defineModule } from '#kernel/module.ts';
import { uploadRefusals } from '#kernel/server/files/check-file.ts';
import type { ServerModule } from '#kernel/server/server-module.ts';
import {
  completeDuty,
  countInbox,
  downloadFile,
  endDutyExemption,
  exemptDutyOccurrence,
  exportDuties,
  exportParameters,
  getNoticePreferences,
  getParameter,
  getWorkingCalendar,
  importCalendarNotice,
  listDuties,
  listInbox,
  listParameters,
  previewCalendarNotice,
  previewParameterValue,
  readInbox,
  saveNoticePreferences,
  setParameterValue,
  settingsEvents,
  settingsPermissions,
  uploadFile,
  withdrawDutyCompletion,
} from './contract/index.ts';
import { uploadQuota } from './server/files.ts';
import { dutyReminderParam, settingsJobs } from './server/remind-duties.ts';
import { dutyGuardCodes } from './server/present-duty.ts';
import { settingsRefusals } from './server/refusals.ts';
import { standingDuties } from './server/standing-duties.ts';
import { settingsRoutes } from './server/routes.ts';
import { workCommands } from './server/work-commands.ts';

export const settingsModule = defineModule({
  name: 'settings',
  title: '参数、日历与提醒',
  dependsOn: ['identity'],
  permissions: settingsPermissions,
  events: settingsEvents,
  endpoints: [
    listParameters,
    exportParameters,
    getParameter,
    previewParameterValue,
    setParameterValue,
    getWorkingCalendar,
    previewCalendarNotice,
    importCalendarNotice,
    listDuties,
    exportDuties,
    completeDuty,
    withdrawDutyCompletion,
    exemptDutyOccurrence,
    endDutyExemption,
    listInbox,
    countInbox,
    readInbox,
    getNoticePreferences,
    saveNoticePreferences,
    uploadFile,
    downloadFile,
  ],
  params: [uploadQuota, dutyReminderParam],
  duties: standingDuties,
  refusalCodes: [...settingsRefusals.codes, ...dutyRefusals.codes, ...dutyGuardCodes, ...uploadRefusals.codes],
  routes: settingsRoutes,
  pages: [],
  commands: workCommands,
  jobs: settingsJobs,
}) satisfies ServerModule;
