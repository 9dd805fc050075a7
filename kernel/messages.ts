/**
 * One Zod error map for the whole product: Chinese sentences keyed by the field's label
 * (`.meta({ label })`), never the validator's own words (architecture 4.8).
 */
import type { z } from 'zod';
import type { FieldCode, ProblemField } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** What a part of the request is called when the place has no label of its own. */
const partLabel: Readonly<Record<string, string>> = { params: '地址', query: '查询条件', body: '提交内容' };

const typeName: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或否',
  array: '列表',
  object: '一组字段',
  record: '一组字段',
};

const formatName: Readonly<Record<string, string>> = {
  uuid: '编号',
  date: '日期（如 2026-03-02）',
  datetime: '时间（如 2026-03-02T09:00:00+08:00）',
  url: '网址',
  email: '电子邮箱',
};

function childOf(schema: z.core.$ZodType | undefined, key: PropertyKey): z.core.$ZodType | undefined {
  const def = schema?._zod.def as { shape?: Record<PropertyKey, z.core.$ZodType>; element?: z.core.$ZodType; innerType?: z.core.$ZodType; in?: z.core.$ZodType } | undefined;
  if (def === undefined) return undefined;
  if (def.shape !== undefined) return def.shape[key];
  if (def.element !== undefined) return def.element;
  return childOf(def.innerType ?? def.in, key);
}

function ownLabel(schema: z.core.$ZodType | undefined): string | undefined {
  let current = schema;
  for (let depth = 0; current !== undefined && depth < 8; depth += 1) {
    const meta = (current as z.ZodType).meta?.();
    if (typeof meta?.['label'] === 'string') return meta['label'];
    const def = current._zod.def as { innerType?: z.core.$ZodType; in?: z.core.$ZodType };
    current = def.innerType ?? def.in;
  }
  return undefined;
}

/** The Chinese label of a place in a schema, found by walking the path; the last name when it has none. */
export function labelAt(schema: z.ZodType, path: readonly PropertyKey[]): string | undefined {
  let current: z.core.$ZodType | undefined = schema;
  let label: string | undefined;
  for (const key of path) {
    current = childOf(current, key);
    label = ownLabel(current) ?? label;
  }
  return label ?? (path.length === 0 ? undefined : String(path.at(-1)));
}

function sizeMessage(issue: Extract<Issue, { code: 'too_big' | 'too_small' }>, label: string): string {
  const unit = issue.origin === 'string' ? '个字' : issue.origin === 'array' || issue.origin === 'set' ? '项' : '';
  if (issue.code === 'too_big') return `「${label}」不能超过${String(issue.maximum)}${unit}`;
  if (issue.origin === 'string' && Number(issue.minimum) === 1) return `请填写「${label}」`;
  return `「${label}」不能少于${String(issue.minimum)}${unit}`;
}

/** True when the schema gave the message itself; ours are Chinese, the validator's are English. */
function isOurs(message: string): boolean {
  return /[\u4e00-\u9fff]/.test(message.slice(0, 500));
}

function messageOf(issue: Issue, label: string): string {
  if (isOurs(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      // The input itself is not part of the issue; the validator's own words tell a missing value from a wrong one.
      return issue.message.endsWith('received undefined') ? `请填写「${label}」` : `「${label}」应为${typeName[issue.expected] ?? '规定的类型'}`;
    case 'too_big':
    case 'too_small':
      return sizeMessage(issue, label);
    case 'unrecognized_keys':
      return `不认识的字段：${issue.keys
        .slice(0, 5)
        .map((key) => `「${key.slice(0, 60)}」`)
        .join('、')}`;
    case 'invalid_format':
      return `「${label}」应为有效的${formatName[issue.format] ?? '格式'}`;
    case 'invalid_value':
      return `「${label}」只能是：${issue.values.slice(0, 10).map(String).join('、')}`;
    default:
      return `「${label}」不符合要求`;
  }
}

function codeOf(issue: Issue): FieldCode | undefined {
  if (issue.code === 'unrecognized_keys') return 'unknown_field';
  if (issue.code === 'too_big' && (issue.origin === 'array' || issue.origin === 'set')) return 'too_many';
  // A JSON number where a decimal is due has lost its digits before anybody could look at it.
  return issue.code === 'invalid_type' && issue.expected === 'string' && /received (number|-?Infinity)$/i.test(issue.message) ? 'number_precision' : undefined;
}

/** All faults of one part as fields of a problem document; at most 50 are listed. */
export function fieldsOf(part: 'params' | 'query' | 'body', schema: z.ZodType, issues: readonly Issue[]): readonly ProblemField[] {
  return issues.slice(0, 50).map((issue) => {
    const extra = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1).map((key) => key.slice(0, 60)) : [];
    const label = labelAt(schema, issue.path) ?? partLabel[part] ?? part;
    const code = codeOf(issue);
    return { path: [part, ...issue.path.map(String), ...extra].join('.'), label, message: messageOf(issue, label), ...(code === undefined ? {} : { code }) };
  });
}
