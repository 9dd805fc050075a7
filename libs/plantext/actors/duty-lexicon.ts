/** Lexicon pack: the wording of duty texts (责任单位, 牵头, 按职责分工负责 …). */
import { sign } from '../source/signs.ts';

export const DUTY_LEXICON_VERSION = '2026.11.1';

export type DutyRole = 'lead' | 'owner' | 'support';
/** `person` and `time` close a list of bodies but name none. */
export type DutyKeyRole = DutyRole | 'person' | 'time' | 'other';

const keys = (role: DutyKeyRole, words: string): readonly (readonly [string, DutyKeyRole])[] => words.split(' ').map((w) => [w, role] as const);

/** Words before a colon: 责任单位：A、B. */
export const DUTY_KEYS: ReadonlyMap<string, DutyKeyRole> = new Map([
  ...keys(
    'lead',
    '牵头单位 牵头部门 牵头责任单位 牵头责任部门 牵头负责单位 牵头机构 牵头处室 牵头科室 牵头股室 牵头市直部门 主办单位 主办部门 第一责任单位 主责单位 主责部门 主责机构 总牵头单位 牵头司局 牵头主体 牵头乡镇 牵头',
  ),
  ...keys(
    'owner',
    '责任单位 责任部门 责任主体 责任机构 责任处室 责任科室 责任股室 责任司局 责任乡镇 责任县区 责任镇街 责任地区 实施单位 实施主体 实施部门 落实单位 落实部门 承办单位 承办部门 主管部门 主管单位 执行单位 承担单位 建设单位 建设主体 分工单位 完成单位 负责单位 负责部门 组织单位 责任分工 职责分工 任务分工 分工 牵头和责任单位 牵头及责任单位 牵头责任 责任 负责 主体责任单位 主要责任单位 整改责任单位',
  ),
  ...keys(
    'support',
    '配合单位 配合部门 配合责任单位 参与单位 参与部门 参加单位 参加部门 协助单位 协助部门 协办单位 协办部门 协同单位 协同部门 协作单位 会办单位 会同单位 会同部门 支持单位 指导单位 指导部门 督导单位 监督单位 协调单位 配合处室 配合科室 其他责任单位 相关单位 配合及参与单位 责任配合单位 配合 参与 协办 指导 协助 会同',
  ),
  ...keys(
    'person',
    '责任领导 责任人 责任人员 分管领导 牵头领导 包保领导 联系领导 主要领导 市级领导 县级领导 区级领导 牵头市领导 牵头县领导 牵头区领导 联系人 联络员 负责人 挂点领导 包抓领导 督导领导 第一责任人',
  ),
  ...keys(
    'time',
    '完成时限 完成时间 完成期限 时限要求 时间要求 时间节点 时限 办结时限 工作时限 实施时间 实施期限 整改时限 进度安排 进度要求 推进时间 起止时间 责任时限 时间安排 完成日期',
  ),
  ...keys(
    'other',
    '工作目标 工作措施 目标任务 任务目标 主要任务 工作内容 工作要求 预期成果 成果形式 考核指标 具体措施 主要内容 保障措施 备注 说明 注 投资 资金来源 政策依据 咨询电话 联系电话',
  ),
]);

/** What may stand glued before a key: 市级责任单位, 主要责任单位. */
export const KEY_PREFIXES: readonly string[] = '市级 县级 区级 省级 市直 县直 省直 区直 主要 具体 共同 各项 市 县 区 省 整改 任务 工作 目标'.split(' ');

const verbs = (role: DutyRole, words: string): readonly (readonly [string, DutyRole])[] => words.split(' ').map((w) => [w, role] as const);

/** Verbs that close a list of bodies: A、B负责. Longest match first (sorted below). */
export const DUTY_VERBS: readonly (readonly [string, DutyRole])[] = [
  ...verbs(
    'lead',
    '牵头 牵头负责 负责牵头 牵头落实 牵头实施 牵头组织实施 牵头组织 牵头推进 牵头抓总 牵头抓好 牵头指导 总牵头 总负责 主办 抓总 负总责 牵头制定 牵头推动 牵头开展 牵头统筹 牵头协调',
  ),
  ...verbs('owner', '负责 负责落实 负责实施 负责组织实施 负责推进 落实 组织实施 组织落实 具体落实 贯彻落实 抓好落实 推进落实 推动落实 实施 承担 承办 主责 主抓 负责制定 负责指导'),
  ...verbs(
    'support',
    '配合 配合落实 配合实施 参与 参加 协助 协办 协同 协同配合 支持配合 做好配合 积极配合 密切配合 指导 协助落实 协助配合 参与配合 配合做好 支持 督导 监督 督促指导 指导督促 指导落实',
  ),
].sort((a, b) => b[0].length - a[0].length);

/** Adverbials between the list and the verb: A、B按职责分工负责. */
export const DUTY_ADVERBIALS: readonly string[] =
  '按照各自职责分工 按照部门职责分工 按照职责分工 按照任务分工 按照工作分工 按照工作职责 按照各自职责 按照职能分工 按照职能职责 按照职责任务 按照分工 按照职责 按照职能 按各自职责分工 按各自职责 按职责分工 按职能分工 按职能职责 按任务分工 按工作职责 按工作分工 按部门职责 按责任分工 按职责 按职能 按分工 依职责分工 依据职责 依照职责 依职责 依职能 根据职责分工 根据职责 在各自职责范围内 在职责范围内 各负其责 各司其职 分别 分工 共同 联合 具体 统筹 协同 协调 密切 积极 主要 直接 全面 全程 予以 做好 均 各自 一并 同时'.split(
    ' ',
  );

/** 会同-words: the body before leads, the bodies after support. */
export const JOINING_WORDS: readonly string[] = ['会同', '商请', '联合', '会商', '协同', '联系'];

/** Tail of an open list: 等, 等部门, 等有关单位. Longest first. */
export const OPEN_TAILS: readonly string[] =
  '等有关部门和单位 等相关部门和单位 等部门和单位 等市直有关单位 等市直有关部门 等市级有关部门 等市级有关单位 等市有关部门 等市有关单位 等省直有关单位 等省直有关部门 等省有关部门 等省级有关部门 等县直有关部门 等县直有关单位 等县有关部门 等区有关部门 等区级有关部门 等有关部门 等有关单位 等有关方面 等相关部门 等相关单位 等相关方面 等部门单位 等责任单位 等成员单位 等部门 等单位 等按 等'.split(
    ' ',
  );

/** The first body leads: 列第一位者为牵头单位，下同. Any of FIRST, then any of LEADS, at most 24 characters apart, in this order. */
export const FIRST_WORDS: readonly string[] =
  '第一位 首位 第一个 首个 第一家 第1位 第1个 排名第一 排名第1 排序第一 排位第一 排第一 列第一 名列前 排名靠前 排在最前 列在最前 列最前 排最前 打头 第一责任单位 最前面 排在前面 列在前面 列首 首列 居首 排首'.split(
    ' ',
  );
export const LEAD_WORDS: readonly string[] = ['牵头', '主办', '主责', '总负责', '负总责'];

/** An owner stated once for all: 以下均需…落实，不再列出. */
export const NOT_REPEATED_WORDS: readonly string[] =
  '不再列出 不再逐一列出 不再一一列出 不再逐项列出 不再单独列出 不再重复列出 不再列明 不再逐一列明 不再分别列出 不再另列 不再标注 不再逐项标注 不再逐一标注 不再一一标注 不再赘述 不再重复 不再做分工 不再分工 不再单独分工 不再另行分工 不再一一分工 不再列分工 不再重复分工 不再列举 不再单列 不再另行列出 不一一列出 不逐一列出 不另列出 不再注明 不再逐一注明 不再一一注明 不再注出'.split(
    ' ',
  );

/** How each of them begins; enough to find the sentences worth reading. */
export const NOT_REPEATED_OPENINGS: readonly string[] = ['不再', '不一一', '不逐一', '不另'];

/** Words of somebody who leads, in a rule or in prose, and of an owner stated once. */
export const RULE_SIGN = sign([...LEAD_WORDS, ...NOT_REPEATED_OPENINGS]);
