/** Adapters that carry a message out of the node: e-mail by SMTP, robots of 企业微信 and 钉钉 groups. */
import { createHmac } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { Instant } from '../calendar.ts';
import type { ChannelName } from '../notice.ts';
import type { ChannelsConfig } from './config-channels.ts';
import { postJson } from './outbound.ts';
import type { OutboundRules } from './outbound.ts';

export interface Message {
  /** id of the delivery; the same on every attempt, so that a receiver can tell a repetition */
  readonly id: string;
  readonly target: string;
  readonly title: string;
  readonly body: string;
  readonly now: Instant;
}

export interface Channel {
  /** Resolves when the other side has accepted the message; throws otherwise. */
  send(message: Message): Promise<void>;
}

export type Channels = Readonly<Partial<Record<ChannelName, Channel>>>;

const smtpTimeout = 20_000;

/** E-mail as plain text; the Message-ID follows the delivery. */
export function emailChannel(config: { readonly smtpUrl: string; readonly from: string }): Channel {
  const transport = createTransport({ url: config.smtpUrl, connectionTimeout: smtpTimeout, greetingTimeout: smtpTimeout, socketTimeout: smtpTimeout });
  return {
    send: async ({ id, target, title, body }) => {
      await transport.sendMail({
        from: config.from,
        to: { name: '', address: target },
        subject: title,
        text: body,
        messageId: `<${id}@luoshi>`,
        headers: { 'auto-submitted': 'auto-generated' },
      });
    },
  };
}

/** Both robots answer 200 with an errcode of their own. */
function requireAccepted(reply: { readonly status: number; readonly body: string }, name: string): void {
  const parsed: unknown = reply.body.startsWith('{') ? JSON.parse(reply.body) : undefined;
  const code = typeof parsed === 'object' && parsed !== null && 'errcode' in parsed ? parsed.errcode : undefined;
  if (reply.status !== 200 || code !== 0) throw new Error(`${name}没有接受消息（状态 ${reply.status}，errcode ${String(code)}）`);
}

/** 企业微信群机器人: the key stands in the address. */
export function wecomChannel(url: string, rules: OutboundRules): Channel {
  return {
    send: async ({ title, body }) => requireAccepted(await postJson(url, { msgtype: 'text', text: { content: `${title}\n${body}` } }, rules), '企业微信'),
  };
}

/** 钉钉加签: Base64 of HMAC-SHA256 over `timestamp\nsecret`, both in the address. */
export function signDingtalk(url: string, secret: string, timestamp: number): string {
  const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
  const signed = new URL(url);
  signed.searchParams.set('timestamp', String(timestamp));
  signed.searchParams.set('sign', sign);
  return signed.href;
}

export function dingtalkChannel(config: { readonly url: string; readonly secret: string }, rules: OutboundRules): Channel {
  return {
    send: async ({ title, body, now }) =>
      requireAccepted(await postJson(signDingtalk(config.url, config.secret, now.epochMilliseconds), { msgtype: 'text', text: { content: `${title}\n${body}` } }, rules), '钉钉'),
  };
}

/** The channels that the configuration names; `own` are the names of this node, which are never called. */
export function channelsOf(config: ChannelsConfig, own: readonly string[]): Channels {
  const rules: OutboundRules = {
    hosts: [...config.outboundHosts, ...config.internalHosts],
    internalHosts: config.internalHosts,
    internalPorts: config.internalPorts,
    ownHosts: own,
  };
  return {
    ...(config.smtpUrl === undefined ? {} : { email: emailChannel({ smtpUrl: config.smtpUrl, from: config.mailFrom ?? '' }) }),
    ...(config.wecomUrl === undefined ? {} : { wecom: wecomChannel(config.wecomUrl, rules) }),
    ...(config.dingtalkUrl === undefined ? {} : { dingtalk: dingtalkChannel({ url: config.dingtalkUrl, secret: config.dingtalkSecret ?? '' }, rules) }),
  };
}
