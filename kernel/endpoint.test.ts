import { expect, test } from 'vitest';
import { z } from 'zod';
import { allowed, denied, firstRefusal, presentAction } from './decision.ts';
import { buildUrl } from './endpoint.ts';
import { event } from './event.ts';
import { fieldsOf } from './messages.ts';
import { Refusal, refusalOf, refusals } from './refusals.ts';
import { faultContent, invalidRequest, standardCodes } from './standard-refusals.ts';

test('网址由参数填成，一律转义，空的查询条件略去', () => {
  expect(buildUrl({ path: '/api/plans/:planId/x' }, { params: { planId: 'a/b?c' }, query: { q: '河 湖&', limit: 2, none: null, empty: '' } })).toBe(
    '/api/plans/a%2Fb%3Fc/x?q=%E6%B2%B3%20%E6%B9%96%26&limit=2',
  );
  expect(() => buildUrl({ path: '/api/:id' })).toThrow(/:id/);
});

test('多个决定取第一个否定；动作带理由', () => {
  const no = denied('task.locked', '任务已锁定');
  expect(firstRefusal(allowed, no, denied('b', '乙'))).toBe(no);
  expect(firstRefusal(allowed)).toBe(allowed);
  expect(presentAction('task.accept', '验收', no)).toEqual({ action: 'task.accept', label: '验收', allowed: false, reason: '任务已锁定' });
  expect(presentAction('task.accept', '验收', allowed)).toMatchObject({ allowed: true, reason: null });
});

test('拒绝的代码由模块名和键组成，说明带事实', () => {
  const catalogue = refusals('task', { locked: { status: 409, title: '已锁定', detail: (facts: { by: string }) => `由${facts.by}锁定。` } });
  expect(catalogue.codes).toEqual(['task.locked']);
  expect(catalogue.locked({ by: '甲' })).toMatchObject({ code: 'task.locked', status: 409, detail: '由甲锁定。' });
  expect(refusalOf({ allowed: false, code: 'a.b', reason: '丙' }, 403)).toBeInstanceOf(Refusal);
});

test('内核的拒绝代码不重复', () => {
  expect(new Set(standardCodes).size).toBe(standardCodes.length);
  expect(standardCodes).toContain(faultContent.code);
});

test('多处有误时，说明第一处并报总数', () => {
  const field = { path: 'body.a', label: '甲', message: '请填写「甲」' };
  expect(invalidRequest([field, { ...field, path: 'body.b' }]).detail).toBe('请填写「甲」（另有 1 处）。请改正后重试。');
});

test('事件的版本是正整数', () => {
  expect(() => event('a.b', { version: 0, subject: 'id', fields: { id: 'open' } })).toThrow(RangeError);
});

test.each([
  [z.strictObject({ name: z.string().meta({ label: '名称' }) }), {}, '请填写「名称」'],
  [z.strictObject({ name: z.string().min(2).meta({ label: '名称' }) }), { name: '甲' }, '「名称」不能少于2个字'],
  [z.strictObject({ count: z.int().max(9).meta({ label: '数量' }) }), { count: 10 }, '「数量」不能超过9'],
  [z.strictObject({ count: z.int().meta({ label: '数量' }) }), { count: '1' }, '「数量」应为数字'],
  [z.strictObject({ kind: z.enum(['a', 'b']).meta({ label: '类别' }) }), { kind: 'c' }, '「类别」只能是：a、b'],
  [z.strictObject({ id: z.uuid().meta({ label: '编号' }) }), { id: 'x' }, '「编号」应为有效的编号'],
  [
    z.strictObject({ list: z.array(z.strictObject({ on: z.iso.date().meta({ label: '日期' }) })).meta({ label: '明细' }) }),
    { list: [{ on: '2026-02-30' }] },
    '「日期」应为有效的日期（如 2026-03-02）',
  ],
  [z.strictObject({ list: z.array(z.string()).max(1).meta({ label: '明细' }) }), { list: ['a', 'b'] }, '「明细」不能超过1项'],
  [z.strictObject({ name: z.string().optional().meta({ label: '名称' }) }), { other: 1 }, '不认识的字段：「other」'],
  [z.strictObject({ name: z.string().meta({ label: '名称' }).optional() }), { name: 5 }, '「名称」应为文字'],
])('校验说明用中文和字段名称 %#', (schema, value, message) => {
  const result = schema.safeParse(value);
  expect(result.success).toBe(false);
  expect(fieldsOf('body', schema, result.error?.issues ?? []).map((field) => field.message)).toEqual([message]);
});
