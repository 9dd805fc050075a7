import { expect, test } from 'vitest';
import { moveInTree, visibleRows } from './tree-rows.ts';

const items = [
  { id: 'a', parent: null },
  { id: 'a1', parent: 'a' },
  { id: 'a2', parent: 'a' },
  { id: 'a2x', parent: 'a2' },
  { id: 'b', parent: 'gone' },
];
const rowsWith = (...open: string[]) => visibleRows(items, new Set(open));
const ids = (...open: string[]) => rowsWith(...open).map((row) => row.item.id);

test('只显示已展开分支的下级，找不到上级的条目作为顶层', () => {
  expect(ids()).toEqual(['a', 'b']);
  expect(ids('a')).toEqual(['a', 'a1', 'a2', 'b']);
  expect(ids('a', 'a2')).toEqual(['a', 'a1', 'a2', 'a2x', 'b']);
  expect(ids('a2')).toEqual(['a', 'b']);
});

test('每行带层级、同级个数和序号，供读屏软件报读', () => {
  expect(rowsWith('a')[2]).toMatchObject({ depth: 1, branch: true, setSize: 2, position: 2 });
  expect(rowsWith('a')[3]).toMatchObject({ depth: 0, branch: false, setSize: 2, position: 2 });
});

test('方向键：右键展开再进入，左键折叠再回上级', () => {
  expect(moveInTree(rowsWith(), 0, 'ArrowRight')).toEqual({ toggle: { id: 'a', open: true } });
  expect(moveInTree(rowsWith('a'), 0, 'ArrowRight')).toEqual({ index: 1 });
  expect(moveInTree(rowsWith('a'), 0, 'ArrowLeft')).toEqual({ toggle: { id: 'a', open: false } });
  expect(moveInTree(rowsWith('a'), 2, 'ArrowLeft')).toEqual({ index: 0 });
  expect(moveInTree(rowsWith('a'), 1, 'ArrowRight')).toEqual({});
});

test('上下键不越界，首尾键到首尾，回车与空格选中，其他键不处理', () => {
  const rows = rowsWith('a');
  expect(moveInTree(rows, 0, 'ArrowUp')).toEqual({ index: 0 });
  expect(moveInTree(rows, 3, 'ArrowDown')).toEqual({ index: 3 });
  expect(moveInTree(rows, 0, 'PageDown')).toEqual({ index: 3 });
  expect(moveInTree(rows, 1, 'End')).toEqual({ index: 3 });
  expect(moveInTree(rows, 1, 'Enter')).toEqual({ select: 'a1' });
  expect(moveInTree(rows, 1, ' ')).toEqual({ select: 'a1' });
  expect(moveInTree(rows, 1, 'x')).toBeUndefined();
  expect(moveInTree([], 0, 'End')).toBeUndefined();
});
