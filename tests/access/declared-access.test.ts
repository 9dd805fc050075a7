import { expect, test } from 'vitest';
import { serverModules } from '../../app/modules.server.ts';
import { declaredFaults } from './declared-access.ts';

test('声明与人写的规定一致：谁能调用每个地址，哪些权限要第二重验证', () => {
  expect(declaredFaults(serverModules)).toEqual([]);
});

test('声明少要求一点就看得出来', () => {
  const opened = serverModules.map((module) => ({ ...module, routes: module.routes.map((route) => ({ ...route, endpoint: { ...route.endpoint, access: 'public' as const } })) }));
  expect(declaredFaults(opened).length).toBeGreaterThan(200);
  expect(declaredFaults(serverModules.filter(({ name }) => name !== 'meeting'))).toContain('meeting.issue is declared without a second factor');
});
