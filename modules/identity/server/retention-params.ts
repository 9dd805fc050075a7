/** How long the traces of signing in are kept, as dated parameters with their source. */
import { z } from 'zod';
import { declareParam, programStart } from '#kernel/param.ts';
import { loadParams } from '#kernel/server/params.ts';
import type { Context } from '#kernel/server/context.ts';

const days = (least: number, message: string) => z.int().min(least, message).max(3650, '最多 3650 天').meta({ label: '天数' });

/** Six months are the least that the law allows; the sanction is the operator's, so a shorter value is refused. */
export const keepAttemptsDays = declareParam({
  code: 'identity.keep-attempts-days',
  label: '登录记录保存天数',
  note: '每次登录尝试（时间、网络地址、成败）保存这么多天后删除',
  schema: days(184, '登录记录属于网络日志，至少保存六个月，请填 184 天以上'),
  rows: [{ from: programStart, value: 366, source: { document: '中华人民共和国网络安全法', article: '留存相关的网络日志不少于六个月；一年是本系统的取值' } }],
});
export const keepSessionsDays = declareParam({
  code: 'identity.keep-sessions-days',
  label: '已结束的登录保存天数',
  note: '登录结束或到期后，设备、地址等保存这么多天后删除；每人最近一次登录除外',
  schema: days(1, '至少 1 天'),
  rows: [{ from: programStart, value: 30, source: { document: '中华人民共和国个人信息保护法', article: '保存期限应当为实现处理目的所必要的最短时间；三十天是本系统的取值' } }],
});
export const keepCodesDays = declareParam({
  code: 'identity.keep-codes-days',
  label: '失效代码保存天数',
  note: '用过或过期的一次性代码、验证挑战和统一认证往返，保存这么多天后删除；谁在何时找回、设置的记录仍保留',
  schema: days(1, '至少 1 天'),
  rows: [{ from: programStart, value: 10 }],
});

export interface Retention {
  readonly attempts: number;
  readonly sessions: number;
  readonly codes: number;
}

export async function readRetention({ tx, today }: Pick<Context, 'tx' | 'today'>): Promise<Retention> {
  const read = await loadParams(tx, [keepAttemptsDays, keepSessionsDays, keepCodesDays], { region: tx.region });
  return { attempts: read(keepAttemptsDays, today).value, sessions: read(keepSessionsDays, today).value, codes: read(keepCodesDays, today).value };
}
