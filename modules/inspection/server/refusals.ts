/** The module's refusals, with status and Chinese text. Refusals of guards carry the codes of the domain and come as 409. */
import { refusals } from '#kernel/refusals.ts';

const what = (facts: { readonly what: string }) => facts;

export const inspectionRefusals = refusals('inspection', {
  not_found: { status: 404, title: '没有找到检查', detail: () => '没有这次检查，或它不在您的查看范围内。请从检查列表进入。' },
  finding_not_found: { status: 404, title: '没有找到现场发现', detail: () => '这次检查没有这项现场发现。请刷新后重试。' },
  file_not_found: { status: 404, title: '没有找到文件', detail: () => '这次检查没有这个文件。请刷新后重试。' },
  org_not_found: { status: 422, title: '没有这个单位', detail: () => '「被查单位」不是今天在册的单位。请重新选择。' },
  task_not_found: { status: 422, title: '没有这项任务', detail: () => '「对应任务」不存在，或不由被查单位承担。请重新选择，或留空。' },
  order_not_found: { status: 422, title: '没有这张督办单', detail: () => '「核查的督办单」不存在、已经了结，或不由被查单位牵头。请重新选择，或留空。' },
  changed: { status: 409, title: '已被他人修改', detail: () => '您打开之后，这次检查已经有了新的变动，您的操作没有保存。请刷新后查看最新情况再操作。' },
  note_missing: { status: 422, title: '缺少说明', detail: (facts: { what: string }) => `「${facts.what}」须写明理由或内容。请填写说明后再提交。`, facts: what },
  verdict_missing: { status: 422, title: '缺少认定', detail: () => '请选择认定结果：属实、部分属实或不实，并在说明中写明依据。' },
  place_missing: { status: 422, title: '缺少地点', detail: () => '到场须登记地点。请填写到达的地点后再提交。' },
  arrival_unfit: {
    status: 422,
    title: '时间有误',
    detail: (facts: { what: string }) => `「${facts.what}」不能晚于现在，也不能早于这次检查的安排或到场。请检查手机的日期和时间后重填。`,
    facts: what,
  },
  due_unfit: {
    status: 422,
    title: '整改期限有误',
    detail: (facts: { next: string }) => `「整改期限」须是今天以后的工作日。请改为${facts.next}或以后的工作日。`,
    facts: (facts: { next: string }) => facts,
  },
  day_past: { status: 422, title: '检查日有误', detail: () => '「检查日」不能早于今天。请改选日期。' },
  day_off: { status: 422, title: '检查日有误', detail: (facts: { next: string }) => `「检查日」不是工作日。请改为${facts.next}。`, facts: (facts: { next: string }) => facts },
  not_inspector: { status: 422, title: '不是检查人员', detail: (facts: { what: string }) => `${facts.what}今天没有督查员或核验员的岗位，不能进检查组。请重新选择。`, facts: what },
  team_of_unit: { status: 422, title: '须回避', detail: (facts: { what: string }) => `${facts.what}在被查单位任职，须回避，不能进检查组。请改选其他单位的人员。`, facts: what },
  added_reason_missing: {
    status: 422,
    title: '缺少计划外理由',
    detail: (facts: { year: string; documentNo: string }) => `${facts.year}年的检查计划已印发（${facts.documentNo}）。增加检查须在「计划外理由」中写明为什么。`,
    facts: (facts: { year: string; documentNo: string }) => facts,
  },
  nothing_changed: { status: 422, title: '没有改动', detail: () => '检查日和检查组都没有改动。请改选日期或检查组后再提交。' },
  no_notice: { status: 409, title: '没有检查通知', detail: () => '还没有通知单位，或者是不打招呼的检查，没有检查通知。' },
  no_rectify_notice: { status: 409, title: '没有整改通知', detail: () => '这次检查没有要求整改，没有整改通知。' },
  finding_elsewhere: { status: 409, title: '编号已被占用', detail: () => '这个现场发现的编号已用于另一次检查。请重新登记。' },
  correction_unexplained: { status: 422, title: '缺少更正理由', detail: () => '这项现场发现已经登记。更正内容须填写「更正理由」，原记录会保留。' },
  photo_without_place: { status: 422, title: '照片没有地点', detail: () => '现场照片须带拍摄地点。请打开手机定位后重拍，或填写「地点」。' },
  photo_without_time: { status: 422, title: '照片没有时间', detail: () => '现场照片须带拍摄时间。请用相机直接拍摄，或填写「拍摄时间」。' },
  photo_time_ahead: { status: 422, title: '拍摄时间在将来', detail: () => '照片的拍摄时间晚于现在。请检查手机的日期和时间后重拍。' },
  files_full: {
    status: 409,
    title: '文件过多',
    detail: (facts: { most: number }) => `一次检查最多${facts.most}个文件。请合并后再上传。`,
    facts: (facts: { most: number }) => facts,
  },
  plan_empty: {
    status: 409,
    title: '没有检查',
    detail: (facts: { year: number }) => `${facts.year}年还没有安排检查。请先在检查列表中安排，再印发计划。`,
    facts: (facts: { year: number }) => facts,
  },
  plan_issued: {
    status: 409,
    title: '计划已印发',
    detail: (facts: { documentNo: string }) => `这一年的检查计划已经印发（${facts.documentNo}）。增加检查不用重新印发，在安排时写明计划外理由即可。`,
    facts: (facts: { documentNo: string }) => facts,
  },
});

/** Codes that guards of the domain give; they are refused as 409 by `refuse.unless`. */
export const inspectionGuardCodes = [
  'inspection.own_unit',
  'inspection.unannounced',
  'inspection.not_notified',
  'inspection.not_on_team',
  'inspection.team_small',
  'inspection.same_person',
  'inspection.has_findings',
  'inspection.no_findings',
  'inspection.nothing_noted',
  'inspection.order_made',
  'inspection.repeated',
  'inspection.limit',
] as const;
