/**
 * The one way out: HTTP to allow-listed hosts only. The name is resolved, every address is checked, and the connection goes to
 * the checked address, so that a name that changes in between leads nowhere. No redirects; limits of time and size.
 */
import { lookup as dnsLookup } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP } from 'node:net';

export type OutboundCode = 'url_forbidden' | 'redirect' | 'too_large' | 'timeout' | 'unreachable';

export class OutboundFault extends Error {
  readonly code: OutboundCode;

  constructor(code: OutboundCode, message: string) {
    super(message);
    this.name = 'OutboundFault';
    this.code = code;
  }
}

export type Resolve = (host: string) => Promise<readonly string[]>;

export interface OutboundRules {
  /** exact host names that may be called */
  readonly hosts: readonly string[];
  /** of these, hosts of the own network, whose addresses may be private */
  readonly internalHosts?: readonly string[];
  /** ports beside 80, 443 and 8443, for internal hosts only */
  readonly internalPorts?: readonly number[];
  /** names under which this node itself is reached */
  readonly ownHosts: readonly string[];
  readonly resolve?: Resolve;
  readonly maxBytes?: number;
  readonly timeoutMilliseconds?: number;
}

export interface OutboundReply {
  readonly status: number;
  readonly body: string;
}

const publicPorts = new Set([80, 443, 8443]);
const mebibyte = 1024 * 1024;
const tenSeconds = 10_000;
const loopHeader = 'x-luoshi-outbound';

/** Loopback, private, link-local, carrier, documentation, multicast, and the IPv6 forms with an IPv4 address inside. */
const [forbidden4, forbidden6] = [new BlockList(), new BlockList()];
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  forbidden4.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  forbidden6.addSubnet(net, bits, 'ipv6');

/** Whether an address belongs to the public internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !forbidden4.check(address, 'ipv4');
  return family === 6 && !forbidden6.check(address, 'ipv6');
}

const refuse = (why: string): never => {
  throw new OutboundFault('url_forbidden', `不允许访问这个地址：${why}。请使用已登记的服务地址，或请管理员在配置中登记。`);
};

/** The checked parts of an address that may be called at all; its host is resolved later. */
export function parseOutboundUrl(text: string, rules: OutboundRules): URL {
  const url = URL.canParse(text) ? new URL(text) : refuse('格式有误');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') refuse('只能是 http 或 https');
  if (url.username !== '' || url.password !== '') refuse('不能带用户名和口令');
  const host = url.hostname.toLowerCase();
  if (isIP(host.replace(/^\[|\]$/g, '')) !== 0) refuse('不能直接写 IP 地址');
  if (rules.ownHosts.includes(host)) refuse('这是本系统自己的地址');
  if (!rules.hosts.includes(host)) refuse(`「${host}」不在登记的服务之中`);
  const isInternal = rules.internalHosts?.includes(host) === true;
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  if (!publicPorts.has(port) && !(isInternal && rules.internalPorts?.includes(port) === true)) refuse(`端口 ${port} 不在允许之列`);
  if (url.protocol === 'http:' && !isInternal) refuse('外部服务必须用 https');
  return url;
}

const resolveByDns: Resolve = async (host) => (await dnsLookup(host, { all: true, verbatim: true })).map(({ address }) => address);

/** The address to connect to; every address of the name must be allowed, not just the one used. */
async function pinAddress(url: URL, rules: OutboundRules): Promise<string> {
  const found = await (rules.resolve ?? resolveByDns)(url.hostname).catch(() => []);
  const [first] = found;
  if (first === undefined) throw new OutboundFault('unreachable', `找不到服务「${url.hostname}」。请检查网络和域名解析。`);
  const isInternal = rules.internalHosts?.includes(url.hostname.toLowerCase()) === true;
  if (!isInternal && !found.every(isPublicAddress)) refuse(`「${url.hostname}」解析到内部地址`);
  return first;
}

interface Send {
  readonly url: URL;
  readonly address: string;
  readonly body: string;
  readonly maxBytes: number;
  readonly timeout: number;
}

function send({ url, address, body, maxBytes, timeout }: Send): Promise<OutboundReply> {
  return new Promise((resolve, reject) => {
    const family = isIP(address);
    const make = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const deadline = AbortSignal.timeout(timeout);
    const request = make(
      url,
      {
        method: 'POST',
        agent: false,
        signal: deadline,
        headers: { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body), [loopHeader]: '1' },
        // The checked address, whatever the name says by now.
        lookup: (_host, options, done) => (options.all === true ? done(null, [{ address, family }]) : done(null, address, family)),
      },
      (response) => {
        const status = response.statusCode ?? 0;
        if (status >= 300 && status < 400) {
          response.destroy();
          reject(new OutboundFault('redirect', '对方要求转到别的地址，已停止。请填写最终的服务地址。'));
          return;
        }
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > maxBytes) {
            response.destroy();
            reject(new OutboundFault('too_large', '对方的答复过大，已停止读取。'));
          } else chunks.push(chunk);
        });
        response.on('end', () => resolve({ status, body: Buffer.concat(chunks).toString('utf8') }));
        response.on('error', reject);
      },
    );
    request.on('error', (error) => reject(deadline.aborted ? new OutboundFault('timeout', '对方没有在规定时间内答复。') : error));
    request.end(body);
  });
}

/** Posts JSON to an allow-listed address. Throws OutboundFault with a Chinese sentence. */
export async function postJson(address: string, content: unknown, rules: OutboundRules): Promise<OutboundReply> {
  const url = parseOutboundUrl(address, rules);
  const pinned = await pinAddress(url, rules);
  return send({
    url,
    address: pinned,
    body: JSON.stringify(content),
    maxBytes: rules.maxBytes ?? mebibyte,
    timeout: rules.timeoutMilliseconds ?? tenSeconds,
  }).catch((error: unknown) => {
    if (error instanceof OutboundFault) throw error;
    throw new OutboundFault('unreachable', `不能连接「${url.hostname}」：${error instanceof Error ? error.message : String(error)}`);
  });
}
