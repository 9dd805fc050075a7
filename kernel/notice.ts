/** Notices as words: urgency, channels, how often a person wants them. */
export const urgencies = ['digest', 'prompt'] as const;
export type Urgency = (typeof urgencies)[number];
export const urgencyLabel = { digest: '汇总提醒', prompt: '即时提醒' } satisfies Record<Urgency, string>;

export const channels = ['email', 'wecom', 'dingtalk'] as const;
export type ChannelName = (typeof channels)[number];
export const channelLabel = { email: '电子邮件', wecom: '企业微信群', dingtalk: '钉钉群' } satisfies Record<ChannelName, string>;

export const noticeModes = ['all', 'prompt', 'off'] as const;
export type NoticeMode = (typeof noticeModes)[number];
export const noticeModeLabel = { all: '即时提醒和每日汇总', prompt: '只要即时提醒', off: '不发送' } satisfies Record<NoticeMode, string>;
