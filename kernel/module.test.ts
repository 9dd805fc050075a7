import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { definePermissions } from './access.ts';
import { endpoint } from './endpoint.ts';
import type { EndpointSpec } from './endpoint.ts';
import { event } from './event.ts';
import { checkModules, defineModule } from './module.ts';
import type { ModuleHead } from './module.ts';

const permissions = definePermissions({ 'one.write': { label: '写', roles: ['office_director'] } });
const read = endpoint({ id: 'one.read', method: 'GET', path: '/api/ones/:oneId', summary: '', access: 'public', reply: z.object({}), refusals: [] });

function moduleWith(change: Partial<ModuleHead> = {}): ModuleHead {
  return {
    name: 'one',
    title: '甲',
    dependsOn: [],
    permissions,
    events: [event('one.made', { version: 1, subject: 'id', fields: { id: 'open' } })],
    endpoints: [read],
    routes: [{ endpoint: read }],
    refusalCodes: ['one.not_found'],
    ...change,
  };
}
const serving = (...endpoints: readonly EndpointSpec[]): Partial<ModuleHead> => ({ endpoints, routes: endpoints.map((one) => ({ endpoint: one })) });

describe('启动检查', () => {
  test('没有矛盾时为空', () => {
    expect(checkModules([moduleWith()])).toEqual([]);
  });

  const other = (change: Partial<ModuleHead>): ModuleHead => moduleWith({ name: 'two', permissions: {}, events: [], endpoints: [], routes: [], refusalCodes: [], ...change });

  test.each<[string, readonly ModuleHead[], string]>([
    ['模块重名', [moduleWith(), other({ name: 'one' })], 'duplicate module: one'],
    ['权限重复', [moduleWith(), other({ permissions })], 'duplicate permission: one.write'],
    ['权限没有经过声明', [moduleWith({ permissions: { 'one.sing': { label: '唱', roles: [] } } })], 'permission one.sing is not made by definePermissions'],
    ['事件重复', [moduleWith(), other({ events: moduleWith().events })], 'duplicate event: one.made@1'],
    ['拒绝代码重复', [moduleWith(), other({ refusalCodes: ['one.not_found'] })], 'duplicate refusal: one.not_found'],
    ['地址重复，参数名不同也算', [moduleWith(), other(serving(endpoint({ ...read, id: 'two.read', path: '/api/ones/:id' })))], 'duplicate path: GET /api/ones/:'],
    ['没有访问规定', [moduleWith(serving({ ...read, access: undefined } as unknown as EndpointSpec))], 'endpoint one.read has no access'],
    ['没有用例', [moduleWith({ routes: [] })], 'endpoint one.read has 0 use cases'],
    ['两个用例', [moduleWith({ routes: [{ endpoint: read }, { endpoint: read }] })], 'endpoint one.read has 2 use cases'],
    ['用例没有声明的接口', [moduleWith({ endpoints: [], routes: [{ endpoint: read }] })], 'use case for one.read, which module one does not declare'],
    [
      '没有声明的权限',
      [moduleWith(serving(endpoint({ ...read, access: { permission: 'one.burn', target: 'one' } })))],
      'endpoint one.read wants the undeclared permission one.burn',
    ],
    ['不认识的拒绝代码', [moduleWith(serving(endpoint({ ...read, refusals: ['one.lost'] })))], 'endpoint one.read lists the unknown refusal one.lost'],
    ['收文件却没有声明文件', [moduleWith(serving(endpoint({ ...read, method: 'POST', accepts: 'multipart' })))], 'endpoint one.read accepts multipart but declares no file'],
    ['依赖排在后面的模块', [moduleWith({ dependsOn: ['two'] }), other({})], 'module one depends on two, which is not an earlier module'],
  ])('%s', (_name, modules, fault) => {
    expect(checkModules(modules)).toContain(fault);
  });

  test('依赖排在前面的模块可以；内核的拒绝代码可以列出', () => {
    expect(checkModules([moduleWith(), other({ dependsOn: ['one'] })])).toEqual([]);
    expect(checkModules([moduleWith(serving(endpoint({ ...read, refusals: ['file.missing'] })))], ['file.missing'])).toEqual([]);
  });

  test('清单是冻结的', () => {
    expect(Object.isFrozen(defineModule({ name: 'one' }))).toBe(true);
  });
});
