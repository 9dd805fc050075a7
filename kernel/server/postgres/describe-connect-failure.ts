import { errorCode, errorText, SetupFault, type SetupFaultSpec } from '../setup-fault.ts';

type Place = { readonly host: string; readonly database: string; readonly user: string };
type Advice = (place: Place) => SetupFaultSpec;

const unreachable: Advice = ({ host }) => ({
  code: 'database.unreachable',
  problem: `连不上数据库服务器 ${host}：没有程序在那里应答。`,
  remedy: '请确认 PostgreSQL 已启动、监听该地址和端口，防火墙放行，并检查 DATABASE_URL 中的主机和端口。',
});
const silent: Advice = ({ host }) => ({
  code: 'database.unreachable',
  problem: `连接数据库服务器 ${host} 超时或被中断。`,
  remedy: '请检查网络、防火墙和 DATABASE_URL 中的主机和端口，确认那里确实是 PostgreSQL。',
});
const unknownHost: Advice = ({ host }) => ({
  code: 'database.host_unknown',
  problem: `找不到数据库主机 ${host}。`,
  remedy: '请检查 DATABASE_URL 中的主机名是否写错，以及本机的域名解析。',
});
const wrongPassword: Advice = ({ host, user }) => ({
  code: 'database.auth_failed',
  problem: `数据库服务器 ${host} 拒绝了用户 ${user} 的登录。`,
  remedy: '请检查用户名和口令（特殊字符要写成百分号编码），以及服务器 pg_hba.conf 是否允许从本机登录。',
});
const noDatabase: Advice = ({ host, database, user }) => ({
  code: 'database.missing',
  problem: `服务器 ${host} 上没有数据库 ${database}。`,
  remedy: `请先建库：CREATE DATABASE "${database}" OWNER "${user}" ENCODING 'UTF8' TEMPLATE template0; 或改正 DATABASE_URL。`,
});
const noRight: Advice = ({ database, user }) => ({
  code: 'database.no_connect_right',
  problem: `用户 ${user} 没有连接数据库 ${database} 的权限。`,
  remedy: `请执行 GRANT CONNECT ON DATABASE "${database}" TO "${user}";`,
});
const tooMany: Advice = ({ host }) => ({
  code: 'database.too_many_connections',
  problem: `数据库服务器 ${host} 的连接数已满。`,
  remedy: '请关闭不用的连接，或调大 max_connections 后重试。',
});
const notReady: Advice = ({ host }) => ({
  code: 'database.not_ready',
  problem: `数据库服务器 ${host} 正在启动、恢复或关闭。`,
  remedy: '请稍候再启动；若一直如此，请查看 PostgreSQL 的日志。',
});
const tls: Advice = ({ host }) => ({
  code: 'database.tls',
  problem: `与数据库服务器 ${host} 建立加密连接失败。`,
  remedy: '请检查 DATABASE_URL 的 sslmode 参数和服务器证书；服务器不支持加密时去掉 sslmode。',
});

const BY_CODE: Readonly<Record<string, Advice>> = {
  ECONNREFUSED: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ETIMEDOUT: silent,
  ECONNRESET: silent,
  EPIPE: silent,
  ENOTFOUND: unknownHost,
  EAI_AGAIN: unknownHost,
  '28P01': wrongPassword,
  '28000': wrongPassword,
  '3D000': noDatabase,
  '42501': noRight,
  '53300': tooMany,
  '57P03': notReady,
  '57P01': notReady,
  DEPTH_ZERO_SELF_SIGNED_CERT: tls,
  SELF_SIGNED_CERT_IN_CHAIN: tls,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: tls,
  CERT_HAS_EXPIRED: tls,
  ERR_TLS_CERT_ALTNAME_INVALID: tls,
  EPROTO: tls,
};

/** Turns what the driver threw while connecting into a fault with advice. The password of the URL is never shown. */
export function describeConnectFailure(error: unknown, url: string): SetupFault {
  const place = placeOf(url);
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const advice = BY_CODE[errorCode(first) ?? ''] ?? adviceByText(errorText(first));
  const spec = advice?.(place) ?? {
    code: 'database.connect_failed',
    problem: `连接数据库服务器 ${place.host} 失败：${errorText(first)}。`,
    remedy: '请检查 DATABASE_URL，并查看 PostgreSQL 的日志。',
  };
  return new SetupFault({ ...spec, cause: error });
}

/** The driver gives no code for these. */
function adviceByText(text: string): Advice | undefined {
  if (/does not support SSL/i.test(text)) return tls;
  if (/password must be|SASL|no password/i.test(text)) return wrongPassword;
  if (/timeout|terminated|Connection ended/i.test(text)) return silent;
  return undefined;
}

function placeOf(url: string): Place {
  const parsed = new URL(url);
  return {
    host: `${parsed.hostname === '' ? 'localhost' : parsed.hostname}:${parsed.port === '' ? '5432' : parsed.port}`,
    database: decodeURIComponent(parsed.pathname.slice(1)),
    user: decodeURIComponent(parsed.username),
  };
}
