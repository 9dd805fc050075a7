import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHookServer } from '../../tests/harness/message-servers.ts';
import type { HookServer } from '../../tests/harness/message-servers.ts';
import { parseMoment } from '../calendar.ts';
import { dingtalkChannel, signDingtalk, wecomChannel } from './channels.ts';
import { isPublicAddress, parseOutboundUrl, postJson } from './outbound.ts';
import type { OutboundRules } from './outbound.ts';

let server: HookServer;
let rules: OutboundRules;
beforeAll(async () => {
  server = await openHookServer((request, response) => {
    if (request.path.startsWith('/moved')) return void response.writeHead(302, { location: 'file:///etc/passwd' }).end();
    if (request.path.startsWith('/huge')) return void response.writeHead(200).end('x'.repeat(2 * 1024 * 1024));
    if (request.path.startsWith('/silent')) return;
    if (request.path.startsWith('/refuse')) return void response.writeHead(200).end('{"errcode":310000,"errmsg":"sign not match"}');
    return void response.writeHead(200).end('{"errcode":0,"errmsg":"ok"}');
  });
  rules = {
    hosts: ['hook.intranet', 'api.example.com'],
    internalHosts: ['hook.intranet'],
    internalPorts: [server.port],
    ownHosts: ['luoshi.example.gov.cn'],
    resolve: async (host) => (host === 'hook.intranet' ? ['127.0.0.1'] : host === 'api.example.com' ? ['93.184.216.34', '10.0.0.1'] : []),
    timeoutMilliseconds: 1500,
  };
});
afterAll(() => server.close());
const at = (path: string) => `http://hook.intranet:${server.port}${path}`;

describe('向外的请求', () => {
  test.each([
    ['http://127.0.0.1/'],
    ['http://localhost/'],
    ['http://0/'],
    ['http://0x7f.1/'],
    ['http://2130706433/'],
    ['http://[::ffff:127.0.0.1]/'],
    ['http://[::]/'],
    ['http://[64:ff9b::7f00:1]/'],
    ['http://169.254.169.254/latest/meta-data'],
    ['https://user:pw@api.example.com/'],
    ['https://api.example.com:22/'],
    ['https://api.example.com:6379/'],
    ['http://api.example.com/'],
    ['file:///etc/passwd'],
    ['gopher://api.example.com/'],
    ['https://luoshi.example.gov.cn/api/plans'],
    ['https://other.example.com/'],
    ['nonsense'],
  ])('%s 不允许', (address) => {
    expect(() => parseOutboundUrl(address, { ...rules, hosts: [...rules.hosts, 'localhost', 'luoshi.example.gov.cn'], internalHosts: ['localhost'].slice(1) })).toThrow(
      /不允许访问/,
    );
  });

  test('登记的外部服务解析出任何一个内部地址就拒绝', async () => {
    await expect(postJson('https://api.example.com/', {}, rules)).rejects.toMatchObject({ code: 'url_forbidden' });
    expect(server.requests).toHaveLength(0);
  });

  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '::1',
    '::ffff:10.0.0.1',
    'fe80::1',
    'fd00::1',
    '64:ff9b::7f00:1',
    '0.0.0.0',
    '224.0.0.1',
    'x',
  ])('%s 不是公网地址', (address) => expect(isPublicAddress(address)).toBe(false));
  test.each(['93.184.216.34', '1.1.1.1', '2606:4700::1111'])('%s 是公网地址', (address) => expect(isPublicAddress(address)).toBe(true));

  test('不跟随转址；过大的答复和没有答复都中止', async () => {
    await expect(postJson(at('/moved'), {}, rules)).rejects.toMatchObject({ code: 'redirect' });
    await expect(postJson(at('/huge'), {}, rules)).rejects.toMatchObject({ code: 'too_large' });
    await expect(postJson(at('/silent'), {}, rules)).rejects.toMatchObject({ code: 'timeout' });
    await expect(postJson('http://gone.intranet/', {}, { ...rules, hosts: ['gone.intranet'], internalHosts: ['gone.intranet'] })).rejects.toMatchObject({ code: 'unreachable' });
  });

  test('请求带环路标记，连到检查过的地址', async () => {
    await postJson(at('/ok'), { a: 1 }, rules);
    expect(server.requests.at(-1)).toMatchObject({ path: '/ok', body: '{"a":1}', headers: { 'x-luoshi-outbound': '1', host: `hook.intranet:${server.port}` } });
  });
});

describe('群机器人', () => {
  const now = parseMoment('2026-11-27T09:00:00+08:00');
  const message = { id: 'd1', target: 'wecom', title: '本月调度已开放', body: '请于5日前填报。', now };

  test('企业微信：文字消息', async () => {
    await wecomChannel(at('/cgi-bin/webhook/send?key=k'), rules).send(message);
    expect(JSON.parse(server.requests.at(-1)?.body ?? '')).toEqual({ msgtype: 'text', text: { content: '本月调度已开放\n请于5日前填报。' } });
  });

  test('钉钉：地址带时间戳和签名；独立算出的签名相同', async () => {
    await dingtalkChannel({ url: at('/robot/send?access_token=t'), secret: 'SEC000000000000000000000' }, rules).send(message);
    const sent = new URL(server.requests.at(-1)?.path ?? '', 'http://x');
    expect(sent.searchParams.get('timestamp')).toBe('1795741200000');
    // printf '1795741200000\nSEC000000000000000000000' | openssl dgst -sha256 -hmac SEC000000000000000000000 -binary | base64
    expect(sent.searchParams.get('sign')).toBe('RRh9LCuBoCM1kQIH+UM/miAzDbCIeSX8N9aPrayM//0=');
    expect(sent.searchParams.get('access_token')).toBe('t');
    expect(signDingtalk('https://oapi.dingtalk.com/robot/send?access_token=t', 'SEC000000000000000000000', 1)).toContain('access_token=t&timestamp=1&sign=');
  });

  test('对方以错误码拒绝的，算没有送达', async () => {
    await expect(wecomChannel(at('/refuse'), rules).send(message)).rejects.toThrow(/没有接受消息.*310000/);
  });
});
