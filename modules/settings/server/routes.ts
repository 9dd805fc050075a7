/** The use cases of the module. */
import { completeDutyUseCase, withdrawDutyCompletionUseCase } from './complete-duty.ts';
import { endDutyExemptionUseCase, exemptDutyUseCase } from './exempt-duty.ts';
import { exportDutiesUseCase } from './export-duties.ts';
import { downloadFileUseCase, uploadFileUseCase } from './files.ts';
import { getParameterUseCase } from './get-parameter.ts';
import { importCalendarNoticeUseCase, previewCalendarNoticeUseCase } from './import-calendar-notice.ts';
import { countInboxUseCase, getNoticePreferencesUseCase, listInboxUseCase, readInboxUseCase, saveNoticePreferencesUseCase } from './inbox.ts';
import { listDutiesUseCase } from './list-duties.ts';
import { exportParametersUseCase, listParametersUseCase } from './list-parameters.ts';
import { previewParameterValueUseCase, setParameterValueUseCase } from './set-parameter-value.ts';
import { getWorkingCalendarUseCase } from './working-calendar.ts';

export const settingsRoutes = [
  listParametersUseCase,
  exportParametersUseCase,
  getParameterUseCase,
  previewParameterValueUseCase,
  setParameterValueUseCase,
  getWorkingCalendarUseCase,
  previewCalendarNoticeUseCase,
  importCalendarNoticeUseCase,
  listDutiesUseCase,
  exportDutiesUseCase,
  completeDutyUseCase,
  withdrawDutyCompletionUseCase,
  exemptDutyUseCase,
  endDutyExemptionUseCase,
  listInboxUseCase,
  countInboxUseCase,
  readInboxUseCase,
  getNoticePreferencesUseCase,
  saveNoticePreferencesUseCase,
  uploadFileUseCase,
  downloadFileUseCase,
] as const;
