/** Variables for messages that leave the node; read together with the rest of the configuration (config.ts). */
import { z } from 'zod';

const urlOf = (...schemes: readonly string[]) => z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol));
const list = z
  .string()
  .regex(/^[0-9A-Za-z.,-]{1,2000}$/)
  .transform((text) => text.split(',').filter((one) => one !== ''));
const ports = z
  .string()
  .regex(/^[0-9,]{1,200}$/)
  .transform((text) =>
    text
      .split(',')
      .filter((one) => one !== '')
      .map(Number),
  );

/** One row per variable: how it is read, and what the operator is told when it cannot be. */
export const channelVariables = {
  LUOSHI_SMTP_URL: { schema: urlOf('smtp:', 'smtps:').optional(), remedy: '请写成 smtps://用户:口令@主机:465 或 smtp://主机:25；不发邮件时删除此变量' },
  LUOSHI_MAIL_FROM: {
    schema: z
      .string()
      .regex(/^[^\r\n]{1,200}$/)
      .optional(),
    remedy: '请填写发件人，例如 落实 <luoshi@example.gov.cn>',
  },
  LUOSHI_WECOM_WEBHOOK: { schema: urlOf('https:', 'http:').optional(), remedy: '请填写企业微信群机器人的完整地址（含 key）；不用时删除此变量' },
  LUOSHI_DINGTALK_WEBHOOK: { schema: urlOf('https:', 'http:').optional(), remedy: '请填写钉钉群机器人的完整地址（含 access_token）；不用时删除此变量' },
  LUOSHI_DINGTALK_SECRET: { schema: z.string().min(8).max(200).optional(), remedy: '请填写钉钉群机器人「加签」的密钥（SEC 开头）' },
  LUOSHI_OUTBOUND_HOSTS: { schema: list.default(['qyapi.weixin.qq.com', 'oapi.dingtalk.com']), remedy: '请填写允许访问的外部主机名，用逗号分隔' },
  LUOSHI_INTERNAL_HOSTS: { schema: list.default([]), remedy: '请填写允许访问的内网主机名（如私有部署的政务微信），用逗号分隔' },
  LUOSHI_INTERNAL_PORTS: { schema: ports.default([]), remedy: '请填写内网主机允许的端口，用逗号分隔' },
} as const;

export interface ChannelsConfig {
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string | undefined;
  readonly wecomUrl: string | undefined;
  readonly dingtalkUrl: string | undefined;
  readonly dingtalkSecret: string | undefined;
  readonly outboundHosts: readonly string[];
  readonly internalHosts: readonly string[];
  readonly internalPorts: readonly number[];
}

export type ReadChannels = { readonly [N in keyof typeof channelVariables]: z.output<(typeof channelVariables)[N]['schema']> };

export function channelsConfig(read: ReadChannels): ChannelsConfig {
  return Object.freeze({
    smtpUrl: read.LUOSHI_SMTP_URL,
    mailFrom: read.LUOSHI_MAIL_FROM,
    wecomUrl: read.LUOSHI_WECOM_WEBHOOK,
    dingtalkUrl: read.LUOSHI_DINGTALK_WEBHOOK,
    dingtalkSecret: read.LUOSHI_DINGTALK_SECRET,
    outboundHosts: read.LUOSHI_OUTBOUND_HOSTS,
    internalHosts: read.LUOSHI_INTERNAL_HOSTS,
    internalPorts: read.LUOSHI_INTERNAL_PORTS,
  });
}

/** What goes together: a variable that is given without the one it needs. */
export const channelPairs: readonly (readonly [keyof ReadChannels, keyof ReadChannels])[] = [
  ['LUOSHI_SMTP_URL', 'LUOSHI_MAIL_FROM'],
  ['LUOSHI_DINGTALK_WEBHOOK', 'LUOSHI_DINGTALK_SECRET'],
];
