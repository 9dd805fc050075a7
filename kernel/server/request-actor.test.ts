import { describe, expect, test } from 'vitest';
import { clientOf, isAtThisMachine, isSameOrigin, requireSameOrigin } from './request-actor.ts';
import type { OriginPolicy, RequestFacts } from './request-actor.ts';

const development: OriginPolicy = { profile: 'development', publicOrigin: 'http://127.0.0.1:8340' };
const headers = { host: '127.0.0.1:8340', origin: 'http://127.0.0.1:8340', 'sec-fetch-site': 'same-origin' };
const local: RequestFacts = { method: 'POST', remoteAddress: '127.0.0.1', localPort: 8340, headers };

describe('浏览器在本机', () => {
  test('四个条件都满足', () => {
    expect(isAtThisMachine(local, development)).toBe(true);
    expect(isAtThisMachine({ ...local, remoteAddress: '::1', headers: { ...headers, host: '[::1]:8340', origin: 'http://[::1]:8340' } }, development)).toBe(true);
    expect(isAtThisMachine({ ...local, remoteAddress: '::ffff:127.0.0.1', headers: { ...headers, host: 'LOCALHOST:8340', origin: 'http://localhost:8340' } }, development)).toBe(
      true,
    );
    expect(isAtThisMachine({ ...local, localPort: 80, headers: { host: 'localhost', origin: 'http://localhost' } }, development)).toBe(true);
  });

  test.each<[string, Partial<RequestFacts>, Partial<OriginPolicy>]>([
    ['来自别的机器', { remoteAddress: '192.168.1.5' }, {}],
    ['地址不明', { remoteAddress: undefined }, {}],
    ['正式使用', {}, { profile: 'production' }],
    ['测试配置', {}, { profile: 'test' }],
    ['主机名被改绑', { headers: { host: 'evil.example:8340', origin: 'http://evil.example:8340', 'sec-fetch-site': 'same-origin' } }, {}],
    ['主机名以本机名开头', { headers: { ...headers, host: 'localhost.evil.example:8340', origin: 'http://localhost.evil.example:8340' } }, {}],
    ['主机名夹带账号', { headers: { ...headers, host: 'evil@127.0.0.1:8340', origin: 'http://evil@127.0.0.1:8340' } }, {}],
    ['端口不对', { headers: { ...headers, host: '127.0.0.1:9999', origin: 'http://127.0.0.1:9999' } }, {}],
    ['没有端口', { headers: { ...headers, host: '127.0.0.1', origin: 'http://127.0.0.1' } }, {}],
    ['没有主机名', { headers: { origin: headers.origin } }, {}],
    ['来源是别的端口', { headers: { ...headers, origin: 'http://127.0.0.1:3000' } }, {}],
    ['来源是 https', { headers: { ...headers, origin: 'https://127.0.0.1:8340' } }, {}],
    ['来源为空', { headers: { ...headers, origin: 'null' } }, {}],
    ['别的网站', { headers: { ...headers, 'sec-fetch-site': 'cross-site' } }, {}],
    ['同一域的别的站', { headers: { ...headers, 'sec-fetch-site': 'same-site' } }, {}],
    ['来源和站点都没有说', { headers: { host: headers.host } }, {}],
    ['经过代理', { headers: { ...headers, 'x-forwarded-for': '203.0.113.9' } }, {}],
    ['经过代理（RFC 7239）', { headers: { ...headers, forwarded: 'for=203.0.113.9' } }, {}],
  ])('缺一个就不算：%s', (_name, change, policy) => {
    const facts: RequestFacts = { ...local, ...change };

    expect(isAtThisMachine(facts, { ...development, ...policy })).toBe(false);
  });
});

describe('来访程序的情况', () => {
  test('地址取套接字的，代理可信时取它给的；来源取本站的；https 只认带前缀的登录标识', () => {
    const facts = { ...local, headers: { ...headers, cookie: 'luoshi=a; __Host-luoshi=b', 'user-agent': 'UA' } };
    expect(clientOf(facts, development)).toEqual({ address: '127.0.0.1', agent: 'UA', origin: 'http://127.0.0.1:8340', isAtThisMachine: true, cookies: { luoshi: 'a' } });
    const behind = clientOf({ ...facts, clientAddress: '203.0.113.9' }, { profile: 'production', publicOrigin: 'https://luoshi.example' });
    expect(behind).toMatchObject({ address: '203.0.113.9', origin: 'https://luoshi.example', isAtThisMachine: false, cookies: { luoshi: 'b' } });
  });
});

describe('来源', () => {
  test('正式使用时以公开地址为准，不看主机名', () => {
    const policy: OriginPolicy = { profile: 'production', publicOrigin: 'https://luoshi.example' };
    expect(isSameOrigin({ ...local, headers: { host: 'inner:8340', origin: 'https://luoshi.example' } }, policy)).toBe(true);
    expect(isSameOrigin({ ...local, headers: { host: 'inner:8340', origin: 'http://inner:8340' } }, policy)).toBe(false);
  });

  test('读取不看来源，写入必须来自本站', () => {
    expect(() => requireSameOrigin({ ...local, method: 'GET', headers: {} }, development)).not.toThrow();
    expect(() => requireSameOrigin({ ...local, headers: {} }, development)).toThrow(/本站页面/);
    expect(() => requireSameOrigin(local, development)).not.toThrow();
  });
});
