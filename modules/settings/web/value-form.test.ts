import { expect, test } from 'vitest';
import { textsOf, valueFields, composeValue } from './value-form.ts';

const form = {
  type: 'object',
  properties: {
    days: { type: 'integer', minimum: 1, maximum: 60, label: '工作日' },
    kind: { type: 'string', enum: ['自然日', '工作日'], label: '口径' },
    rate: { type: 'string', label: '比例' },
    pauses: { type: 'boolean', label: '可暂停' },
    steps: { type: 'array', label: '档次' },
  },
};

test('每个字段一个输入框，中文名与取值范围来自参数自己的规定', () => {
  expect(valueFields(form, '答复时限').map(({ label, kind, hint }) => [label, kind, hint])).toEqual([
    ['工作日', 'integer', '1 至 60'],
    ['口径', 'choice', undefined],
    ['比例', 'text', undefined],
    ['可暂停', 'boolean', undefined],
    ['档次', 'json', '按 JSON 格式填写'],
  ]);
  expect(valueFields({ type: 'integer' }, '天数')).toEqual([{ key: '', label: '天数', kind: 'integer' }]);
});

test('现值填入表单再读回来不变；读不懂的原样送出，由服务器说明', () => {
  const fields = valueFields(form, '答复时限');
  const value = { days: 5, kind: '工作日', rate: '0.8', pauses: true, steps: [1, 2] };
  expect(composeValue(fields, textsOf(fields, value))).toEqual(value);
  expect(composeValue(fields, { days: '五', kind: '工作日', rate: '', pauses: 'false', steps: '[' })).toEqual({ days: '五', kind: '工作日', pauses: false, steps: '[' });
  expect(composeValue(valueFields({ type: 'integer' }, '天数'), { '': '7' })).toBe(7);
});
