import { isIP } from 'node:net';
import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { channelPairs, channelsConfig, channelVariables } from './config-channels.ts';
import type { ChannelsConfig } from './config-channels.ts';
import type { ProviderSettings } from './caller.ts';
import { rememberSecret } from './remember-secret.ts';
import { SetupFault } from './setup-fault.ts';

/** Names and values as the operating system gives them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The only reader of process.env in server code; everything else receives a Config. */
export function environment(): Environment {
  return process.env;
}

export type Profile = 'development' | 'production' | 'test';
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** Options of the command line; they win over the environment. The same texts, checked by the same rules. */
export type ConfigOverrides = {
  readonly data?: string | undefined;
  readonly port?: string | number | undefined;
  readonly host?: string | undefined;
  readonly databaseUrl?: string | undefined;
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  readonly publicOrigin?: string | undefined;
  readonly log?: string | undefined;
};

export type Config = {
  readonly profile: Profile;
  /** Absolute path: database, files, remembered secret. */
  readonly dataDir: string;
  readonly host: string;
  /** 0 lets the operating system choose. */
  readonly port: number;
  /** Scheme, host and port as users see them; no path, no trailing slash. */
  readonly publicOrigin: string;
  /** Division code of the node's region (GB/T 2260, six digits). */
  readonly region: string;
  /** Undefined means: use the embedded server in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly migratorUrl: string | undefined;
  readonly appUrl: string | undefined;
  /** Signs sessions and tokens; at least 32 characters. */
  readonly secret: string;
  readonly logLevel: LogLevel;
  /** Addresses of proxies in front of the node, whose word about a client's address is taken. */
  readonly trustedProxies: readonly string[];
  /** Where weaknesses are reported, for security.txt. */
  readonly securityContact: string | undefined;
  /** Single sign-on; empty when none is configured. */
  readonly providers: readonly ProviderSettings[];
  readonly limits: { readonly importBytes: number };
  /** e-mail and group robots; what is undefined is not used */
  readonly channels: ChannelsConfig;
};

/** A Config before a missing development secret has been generated; parsing touches no file. */
export type ParsedConfig = Omit<Config, 'secret'> & { readonly secret: string | undefined };

const KNOWN_DEFAULT_SECRETS = new Set(['secret', 'changeme', 'change-me', 'default', 'password', 'luoshi', 'development']);
const MIB = 1024 * 1024;
const MINIMUM_SECRET_LENGTH = 32;

const postgresUrl = z.string().refine((text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && (url.protocol === 'postgres:' || url.protocol === 'postgresql:') && url.pathname.length > 1;
});

const origin = z.string().refine((text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && (url.protocol === 'http:' || url.protocol === 'https:') && url.origin === text;
});

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^[0-9]{1,12}$/)
    .transform(Number)
    .pipe(z.number().int().min(least).max(most));

/** IP addresses or networks, separated by commas; names are not accepted, because whoever answers for one could be anybody. */
const addressList = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((parts) => parts.every(isAddressOrNetwork));

/** Values separated by commas; `none` is an empty list. */
const claimList = z
  .string()
  .regex(/^[!-+\--~]{1,100}(,[!-+\--~]{1,100}){0,19}$/)
  .transform((text) => (text === 'none' ? [] : text.split(',')));

function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  return version !== 0 && rest.length === 0 && (bits === undefined || (/^[0-9]{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)));
}

/** One row per variable: how it is read, and what the operator is told when it cannot be. */
const VARIABLES = {
  LUOSHI_DATA: { schema: z.string().default('.luoshi'), remedy: '请填写一个目录路径，例如 .luoshi 或 /var/lib/luoshi' },
  PORT: { schema: wholeNumber(0, 65535).default(8340), remedy: '请填写 0 到 65535 之间的整数，例如 8340；0 表示由系统挑选空闲端口' },
  HOST: {
    schema: z
      .string()
      .regex(/^[0-9A-Za-z.:_-]{1,255}$/)
      .default('127.0.0.1'),
    remedy: '请填写监听地址，例如 127.0.0.1（仅本机）或 0.0.0.0（所有网卡）',
  },
  DATABASE_URL: { schema: postgresUrl.optional(), remedy: '请写成 postgres://用户:口令@主机:5432/数据库；口令中的特殊字符要写成百分号编码；不用外部数据库时删除此变量' },
  LUOSHI_MIGRATOR_URL: { schema: postgresUrl.optional(), remedy: '请写成 postgres://luoshi_migrator:口令@主机:5432/数据库' },
  LUOSHI_APP_URL: { schema: postgresUrl.optional(), remedy: '请写成 postgres://luoshi_app:口令@主机:5432/数据库' },
  LUOSHI_PROFILE: {
    schema: z.enum(['development', 'production', 'test']).default('development'),
    remedy: '只能是 development（开发、演示）、production（正式使用）或 test（测试）',
  },
  LUOSHI_REGION: {
    schema: z
      .string()
      .regex(/^[1-9][0-9]{5}$/)
      .default('340323'),
    remedy: '请填写六位县级以上行政区划代码，例如固镇县 340323',
  },
  LUOSHI_PUBLIC_ORIGIN: { schema: origin.optional(), remedy: '请填写用户访问的协议和域名，不带路径和结尾斜杠，例如 https://luoshi.example.gov.cn' },
  LUOSHI_SECRET: { schema: z.string().min(MINIMUM_SECRET_LENGTH).optional(), remedy: `请填写至少 ${MINIMUM_SECRET_LENGTH} 个字符的随机字符串，可用 openssl rand -hex 32 生成` },
  LUOSHI_TRUSTED_PROXIES: {
    schema: addressList.default([]),
    remedy: '请填写反向代理的地址（可用网段），用逗号隔开，例如 127.0.0.1,10.0.0.0/8；没有代理时删除此变量',
  },
  LUOSHI_OIDC_ISSUER: {
    schema: origin.or(z.url({ protocol: /^https?$/ })).optional(),
    remedy: '请填写统一身份认证（OpenID Connect）的签发方地址，例如 https://sso.example.gov.cn；不用时删除此变量',
  },
  LUOSHI_OIDC_CLIENT_ID: { schema: z.string().min(1).optional(), remedy: '请填写统一身份认证发给本系统的客户端编号' },
  LUOSHI_OIDC_CLIENT_SECRET: { schema: z.string().min(16).optional(), remedy: '请填写统一身份认证发给本系统的客户端密钥，至少 16 个字符' },
  LUOSHI_OIDC_LABEL: { schema: z.string().min(1).max(20).default('统一身份认证'), remedy: '请填写登录页上按钮的名称，不超过 20 个字' },
  LUOSHI_OIDC_ALGORITHM: { schema: z.enum(['RS256', 'PS256', 'ES256', 'EdDSA']).default('RS256'), remedy: '只能是 RS256、PS256、ES256 或 EdDSA，与认证方的签名算法一致' },
  LUOSHI_OIDC_MFA_AMR: {
    schema: claimList.prefault('mfa'),
    remedy: '请填写认证方表示已验证第二因素的 amr 值，用逗号分开，例如 mfa,otp；不认可就填 none',
  },
  LUOSHI_OIDC_MFA_ACR: { schema: claimList.prefault('none'), remedy: '请填写认证方表示已验证第二因素的 acr 值，用逗号分开；不认可就填 none' },
  LUOSHI_OIDC_REGISTERS: { schema: z.enum(['yes', 'no']).default('no'), remedy: '只能是 yes（首次登录的群众、企业自动建账号）或 no' },
  LUOSHI_SECURITY_CONTACT: {
    schema: z
      .string()
      .regex(/^(?:mailto:[^\s]+@[^\s]+|https:\/\/[^\s]+|tel:\+?[0-9-]+)$/)
      .optional(),
    remedy: '请填写报告安全问题的地址，例如 mailto:security@example.gov.cn、https://… 或 tel:+86-…',
  },
  LUOSHI_LOG: { schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'), remedy: '只能是 fatal、error、warn、info、debug、trace 或 silent' },
  LUOSHI_IMPORT_MAX_BYTES: { schema: wholeNumber(1024, 1024 * MIB).default(32 * MIB), remedy: '请填写 1024 到 1073741824 之间的字节数；默认 33554432（32 MiB）' },
  ...channelVariables,
} as const;

type VariableName = keyof typeof VARIABLES;
type Read = { readonly [N in VariableName]: z.output<(typeof VARIABLES)[N]['schema']> };

const OPTION_OF: Partial<Record<VariableName, keyof ConfigOverrides>> = {
  LUOSHI_DATA: 'data',
  PORT: 'port',
  HOST: 'host',
  DATABASE_URL: 'databaseUrl',
  LUOSHI_PROFILE: 'profile',
  LUOSHI_REGION: 'region',
  LUOSHI_PUBLIC_ORIGIN: 'publicOrigin',
  LUOSHI_LOG: 'log',
};

const schema = z.object(Object.fromEntries(Object.entries(VARIABLES).map(([name, v]) => [name, v.schema])));

/** One wrong variable: its name as the operator wrote it and what to write instead. */
export type ConfigProblem = { readonly variable: string; readonly line: string };

/** All problems at once, one line each, so that the operator repairs the configuration in one go. */
export class ConfigFault extends SetupFault {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super({ code: 'config.invalid', problem: `配置有 ${problems.length} 处错误：\n${problems.map((p) => `  ${p.line}`).join('\n')}`, remedy: '请按上面逐行改正后重新启动。' });
    this.name = 'ConfigFault';
    this.problems = problems;
  }
}

/**
 * Reads and checks the whole configuration without touching a file.
 * @throws ConfigFault with every wrong variable, each by name and remedy; values are never echoed (they may be secrets).
 */
export function parseConfig(env: Environment, overrides: ConfigOverrides = {}): ParsedConfig {
  const given: Record<string, string> = {};
  const label: Record<string, string> = {};
  for (const name of Object.keys(VARIABLES) as VariableName[]) {
    const option = OPTION_OF[name];
    const override = option === undefined ? undefined : overrides[option];
    const text = override === undefined ? env[name] : String(override);
    label[name] = override === undefined ? name : `--${optionName(option ?? '')}`;
    if (text !== undefined && text.trim() !== '') given[name] = text.trim();
  }
  const result = schema.safeParse(given);
  const wrong = new Set(result.success ? [] : result.error.issues.map((issue) => String(issue.path[0])));
  const problems: ConfigProblem[] = (Object.keys(VARIABLES) as VariableName[])
    .filter((name) => wrong.has(name))
    .map((name) => problem(label[name] ?? name, '的值不符合要求', VARIABLES[name].remedy));
  if (!result.success) throw new ConfigFault(problems);
  const read = result.data as Read;
  const strict = productionProblems(read);
  if (strict.length > 0) throw new ConfigFault(strict);
  return toConfig(read);
}

/**
 * The configuration of a process. In development and test a missing secret is generated once and remembered
 * (mode 0600) in the data directory; in production it must be given.
 * @throws ConfigFault; SetupFault `data.not_writable` when the secret cannot be remembered.
 */
export function loadConfig(env: Environment, overrides: ConfigOverrides = {}): Config {
  const parsed = parseConfig(env, overrides);
  const secret = parsed.secret ?? rememberSecret(parsed.dataDir);
  return Object.freeze({ ...parsed, secret });
}

function productionProblems(read: Read): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  if ((read.LUOSHI_APP_URL === undefined) !== (read.LUOSHI_MIGRATOR_URL === undefined)) {
    problems.push(problem('LUOSHI_APP_URL、LUOSHI_MIGRATOR_URL', '只给了一个', '两个要同时给，或都不给而只给 DATABASE_URL'));
  }
  for (const [given, needed] of channelPairs) {
    if (read[given] !== undefined && read[needed] === undefined) problems.push(problem(needed, `在给出 ${given} 时也要给出`, VARIABLES[needed].remedy));
  }
  const sso = [read.LUOSHI_OIDC_ISSUER, read.LUOSHI_OIDC_CLIENT_ID, read.LUOSHI_OIDC_CLIENT_SECRET];
  if (sso.some((value) => value !== undefined) && sso.includes(undefined)) {
    problems.push(problem('LUOSHI_OIDC_ISSUER、LUOSHI_OIDC_CLIENT_ID、LUOSHI_OIDC_CLIENT_SECRET', '没有给全', '三个要同时给，或都不给'));
  }
  if (read.LUOSHI_PROFILE !== 'production') return problems;
  if (read.LUOSHI_OIDC_ISSUER?.startsWith('http://') === true) problems.push(problem('LUOSHI_OIDC_ISSUER', '在正式使用（production）时必须是 https', '请改填 https:// 开头的地址'));
  const { LUOSHI_SECRET: secret, LUOSHI_PUBLIC_ORIGIN: publicOrigin } = read;
  if (secret === undefined) problems.push(problem('LUOSHI_SECRET', '在正式使用（production）时必须给出', VARIABLES.LUOSHI_SECRET.remedy));
  else if (isGuessable(secret)) problems.push(problem('LUOSHI_SECRET', '太容易被猜中', VARIABLES.LUOSHI_SECRET.remedy));
  if (publicOrigin === undefined) problems.push(problem('LUOSHI_PUBLIC_ORIGIN', '在正式使用（production）时必须给出', VARIABLES.LUOSHI_PUBLIC_ORIGIN.remedy));
  else if (!publicOrigin.startsWith('https://'))
    problems.push(problem('LUOSHI_PUBLIC_ORIGIN', '在正式使用（production）时必须是 https', '请为站点配置证书，改填 https:// 开头的地址'));
  return problems;
}

/** Few different characters or a known default, repeated to length: long enough, yet no secret. */
function isGuessable(secret: string): boolean {
  const lower = secret.toLowerCase();
  if (new Set(lower).size < 10) return true;
  return [...KNOWN_DEFAULT_SECRETS].some((known) => lower.replaceAll(known, '').length < MINIMUM_SECRET_LENGTH / 2);
}

function toConfig(read: Read): ParsedConfig {
  const host = read.HOST.includes(':') ? `[${read.HOST}]` : read.HOST;
  return Object.freeze({
    profile: read.LUOSHI_PROFILE,
    dataDir: isAbsolute(read.LUOSHI_DATA) ? read.LUOSHI_DATA : resolve(read.LUOSHI_DATA),
    host: read.HOST,
    port: read.PORT,
    publicOrigin: read.LUOSHI_PUBLIC_ORIGIN ?? `http://${host}:${read.PORT}`,
    region: read.LUOSHI_REGION,
    databaseUrl: read.DATABASE_URL,
    migratorUrl: read.LUOSHI_MIGRATOR_URL,
    appUrl: read.LUOSHI_APP_URL,
    secret: read.LUOSHI_SECRET,
    logLevel: read.LUOSHI_LOG,
    trustedProxies: read.LUOSHI_TRUSTED_PROXIES,
    securityContact: read.LUOSHI_SECURITY_CONTACT,
    providers: providersOf(read),
    limits: Object.freeze({ importBytes: read.LUOSHI_IMPORT_MAX_BYTES }),
    channels: channelsConfig(read),
  });
}

function providersOf(read: Read): readonly ProviderSettings[] {
  const { LUOSHI_OIDC_ISSUER: issuer, LUOSHI_OIDC_CLIENT_ID: clientId, LUOSHI_OIDC_CLIENT_SECRET: clientSecret } = read;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return [];
  return [
    {
      provider: 'sso',
      label: read.LUOSHI_OIDC_LABEL,
      issuer,
      clientId,
      clientSecret,
      algorithm: read.LUOSHI_OIDC_ALGORITHM,
      registers: read.LUOSHI_OIDC_REGISTERS === 'yes',
      secondFactor: { amr: read.LUOSHI_OIDC_MFA_AMR, acr: read.LUOSHI_OIDC_MFA_ACR },
    },
  ];
}

function problem(variable: string, what: string, remedy: string): ConfigProblem {
  return { variable, line: `${variable} ${what}。${remedy}。` };
}

function optionName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
