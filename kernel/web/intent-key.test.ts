import { expect, test } from 'vitest';
import { intentKeys } from './intent-key.ts';

const counted = () => {
  let count = 0;
  return intentKeys(() => `key-${++count}`);
};

test('答复丢失后内容未变，重发用原来的编号', () => {
  const keys = counted();
  expect(keys.keyFor({ params: { id: 'a' }, body: { text: '一' } })).toBe('key-1');
  expect(keys.keyFor({ params: { id: 'a' }, body: { text: '一' } })).toBe('key-1');
});

test('改了内容（哪怕一个字或对象不同）就是新的意图，换新编号', () => {
  const keys = counted();
  keys.keyFor({ params: { id: 'a' }, body: { text: '一' } });
  expect(keys.keyFor({ params: { id: 'a' }, body: { text: '二' } })).toBe('key-2');
  expect(keys.keyFor({ params: { id: 'b' }, body: { text: '二' } })).toBe('key-3');
});

test('得到答复后再交同样的内容，是新的意图', () => {
  const keys = counted();
  keys.keyFor({ body: {} });
  keys.done();
  expect(keys.keyFor({ body: {} })).toBe('key-2');
});

test('同名文件重新选择后换新编号', () => {
  const keys = counted();
  const first = new File(['甲'], '表.xlsx');
  expect(keys.keyFor({ file: first })).toBe('key-1');
  expect(keys.keyFor({ file: first })).toBe('key-1');
  expect(keys.keyFor({ file: new File(['乙'], '表.xlsx') })).toBe('key-2');
});
