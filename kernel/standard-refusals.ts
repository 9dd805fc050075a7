/** Refusals that every endpoint may give: they come from the kernel, before or around the handler. */
import { calendarRefusals } from './calendar.ts';
import { lifecycleCodes } from './lifecycle.ts';
import { paramRefusals } from './param.ts';
import type { ProblemField } from './problem.ts';
import { Refusal, refusals } from './refusals.ts';

export const requestRefusals = refusals('request', {
  content_type: {
    status: 415,
    title: '内容类型不受支持',
    detail: (facts: { expected: string }) => `请求头 Content-Type 必须是 ${facts.expected}。请改正后重试。`,
  },
  content_encoding: { status: 415, title: '压缩方式不受支持', detail: () => '不接受压缩的请求体。请去掉请求头 Content-Encoding 后重试。' },
  too_large: {
    status: 413,
    title: '内容过大',
    detail: (facts: { limit: string }) => `请求内容超过上限 ${facts.limit}。请减少内容或分几次提交。`,
  },
  text_encoding: { status: 400, title: '文字编码有误', detail: () => '请求内容含有无效的 UTF-8 字节、空字符（U+0000）或残缺字符。请以 UTF-8 重新编码后提交。' },
  json_invalid: {
    status: 400,
    title: 'JSON 格式有误',
    detail: (facts: { at: number }) => `请求体不是有效的 JSON（第 ${facts.at + 1} 个字符附近）。请检查括号、引号和逗号。`,
    facts: ({ at }) => ({ offset: at }),
  },
  json_depth: { status: 400, title: 'JSON 嵌套过深', detail: (facts: { limit: number }) => `JSON 嵌套不能超过 ${facts.limit} 层。` },
  json_duplicate_key: { status: 400, title: 'JSON 字段重复', detail: (facts: { key: string }) => `字段「${facts.key}」在同一对象中出现了两次。请只保留一个。` },
  json_forbidden_key: { status: 400, title: 'JSON 字段不允许', detail: (facts: { key: string }) => `不允许使用字段名「${facts.key}」。` },
  multipart: { status: 400, title: '表单格式有误', detail: () => '上传的表单不完整或格式有误。请重新选择文件后提交。' },
  origin: { status: 403, title: '来源不被信任', detail: () => '该操作只接受来自本站页面的请求。请在本站页面中操作；用程序调用时，请把请求头 Origin 设为本站地址。' },
  not_found: { status: 404, title: '没有找到', detail: () => '没有这个地址或内容。请检查地址是否完整。' },
  too_many: { status: 429, title: '请求过于频繁', detail: (facts: { seconds: number }) => `请求过于频繁，请在 ${facts.seconds} 秒后重试。` },
  idempotency_key: { status: 422, title: '幂等键有误', detail: () => '请求头 Idempotency-Key 应为 1 至 200 个可见的 ASCII 字符，例如一个随机编号。请改正后重试。' },
  idempotency_mismatch: {
    status: 422,
    title: '幂等键已用于别的请求',
    detail: () => '同一个 Idempotency-Key 已用于内容不同的请求。重试时内容必须与第一次相同；新的请求请换一个新的键。',
  },
  idempotency_running: { status: 409, title: '相同的请求正在处理', detail: () => '带同一 Idempotency-Key 的请求还在处理中。请稍候再查询结果或重试。' },
  malformed: { status: 400, title: '请求有误', detail: () => '请求的格式有误，无法读取。请检查地址和请求头。' },
});

/** 422 with one line per wrong field; the detail repeats the first, so that a screen with one line is right too. */
export function invalidRequest(fields: readonly ProblemField[]): Refusal {
  const first = fields[0]?.message ?? '提交的内容不符合要求';
  const rest = fields.length > 1 ? `（另有 ${fields.length - 1} 处）` : '';
  return new Refusal({ code: 'request.invalid', status: 422, title: '内容不符合要求', detail: `${first}${rest}。请改正后重试。`, fields });
}

export const accessRefusals = refusals('access', {
  not_signed_in: { status: 401, title: '需要登录', detail: () => '该操作需要登录；登录后一段时间没有操作会自动退出。请登录后重试。' },
  forbidden: { status: 403, title: '没有权限', detail: (facts: { permission: string; reason: string }) => `没有「${facts.permission}」的权限：${facts.reason}` },
  second_factor: {
    status: 403,
    title: '需要第二重验证',
    detail: (facts: { permission: string }) => `「${facts.permission}」需要第二重验证。请在「我的账户」中完成动态口令或安全密钥验证后重试。`,
  },
  out_of_scope: { status: 403, title: '超出授权范围', detail: (facts: { permission: string; reason: string }) => `不能${facts.permission}：${facts.reason}` },
  separation: { status: 403, title: '职责必须分开', detail: (facts: { reason: string }) => facts.reason },
});

export const serverRefusals = refusals('server', {
  not_ready: { status: 503, title: '服务尚未就绪', detail: () => '服务正在启动或正在停止，请稍后重试。' },
  busy: {
    status: 503,
    title: '服务繁忙',
    detail: () => '操作因并发冲突未能完成，没有保存任何内容。请稍后重试。',
    facts: () => ({ retryAfterSeconds: 1 }),
  },
  overloaded: {
    status: 503,
    title: '服务繁忙',
    detail: (facts: { seconds: number }) => `现在使用的人较多，或数据库暂时连不上，操作没有完成，也没有保存任何内容。请在 ${facts.seconds} 秒后重试。`,
    facts: ({ seconds }) => ({ retryAfterSeconds: seconds }),
  },
  outcome_unknown: {
    status: 503,
    title: '结果没有收到',
    detail: (facts: { seconds: number }) => `保存时与数据库的连接中断，不知道是否已经保存。请在 ${facts.seconds} 秒后刷新查看，没有保存的再提交一次。`,
    facts: ({ seconds }) => ({ retryAfterSeconds: seconds }),
  },
});

/** What a user sees of an unexpected fault; the log has the rest under the same request id. */
export const faultContent = {
  code: 'server.fault',
  status: 500,
  title: '内部错误',
  detail: '系统内部出错，操作没有完成。请稍后重试；若仍然出错，请把请求编号告诉管理员。',
} as const;

/** What is wrong with a file as such; `luoshi compile` prints the part of the code after the dot (luoshi.plan/1, 7). */
export const fileRefusals = refusals('file', {
  missing: { status: 422, title: '没有文件', detail: (facts: { label: string }) => `请选择「${facts.label}」。` },
  not_found: { status: 404, title: '找不到文件', detail: (facts: { path: string }) => `找不到文件「${facts.path}」。请检查路径和文件名。` },
  is_directory: { status: 422, title: '不是文件', detail: (facts: { path: string }) => `「${facts.path}」是文件夹。请指定其中的一个文件。` },
  unreadable: { status: 422, title: '文件不能读取', detail: (facts: { path: string }) => `文件「${facts.path}」不能读取。请检查文件的读取权限。` },
  empty_file: { status: 422, title: '文件是空的', detail: () => '文件里没有任何文字。请确认选对了文件。' },
  text_encoding: {
    status: 422,
    title: '文字编码有误',
    detail: (facts: { offset: number }) =>
      `文件第 ${facts.offset + 1} 个字节（偏移 ${facts.offset}）起不能按 UTF-8、GB18030 或 UTF-16 读成文字。请用文本编辑器另存为 UTF-8 后重试。`,
    facts: ({ offset }) => ({ offset }),
  },
  line_too_long: {
    status: 422,
    title: '有一行过长',
    detail: (facts: { line: number; limit: string }) => `文件第 ${facts.line} 行超过 ${facts.limit}，没有读取。请在原文的段落处分行，另存后重试。`,
    facts: ({ line }) => ({ line }),
  },
  csv_quote: {
    status: 422,
    title: '双引号没有成对',
    detail: (facts: { line: number }) =>
      `文件第 ${facts.line} 行的双引号没有成对，后面的格分不清，没有读取。请在这一行补上或删去一个双引号（内容里的双引号要写成两个），另存后重试。`,
    facts: ({ line }) => ({ line }),
  },
  csv_columns: {
    status: 422,
    title: '有一行的列数过多',
    detail: (facts: { row: number; columns: number; header: number }) =>
      `表格第 ${facts.row} 行有 ${facts.columns} 列，表头只有 ${facts.header} 列，内容会错位，没有读取。内容里有逗号、分号或制表符的格请用双引号括起，另存后重试。`,
    facts: ({ row }) => ({ row }),
  },
  reading_unconfirmed: {
    status: 422,
    title: '请先核对文件是怎样读的',
    detail: (facts: { words: string }) => `${facts.words}。请先预览并核对，确认没有错后再导入（confirmedReading 为 true）；不对的，请另存为 xlsx 或 UTF-8 编码的 CSV 后重新选择。`,
  },
  type_mismatch: {
    status: 415,
    title: '文件类型不受支持',
    detail: (facts: { found: string; accepted: string }) => `文件内容是${facts.found}，目前可以读取的是${facts.accepted}。请换成受支持的格式后重试。`,
  },
  too_large: {
    status: 413,
    title: '文件过大',
    detail: (facts: { limit: string }) => `文件超过上限 ${facts.limit}。请删去无关内容，或请管理员调整上限。`,
  },
});

/** All codes of the kernel, allowed at every endpoint. */
export const standardCodes: readonly string[] = [
  ...requestRefusals.codes,
  'request.invalid',
  ...accessRefusals.codes,
  ...serverRefusals.codes,
  ...fileRefusals.codes,
  ...calendarRefusals.codes,
  ...paramRefusals.codes,
  ...lifecycleCodes,
  faultContent.code,
];
