/** `luoshi doctor`: every check on a line with its remedy; exit code 1 when one of them fails. */
import { environment } from '#kernel/server/config.ts';
import type { ConfigOverrides } from '#kernel/server/config.ts';
import { listDoctorChecks } from '#kernel/server/doctor-checks.ts';
import type { DoctorCheck } from '#kernel/server/doctor-checks.ts';
import { programVersion } from '#kernel/server/version.ts';
import { exitCodes, print } from './terminal.ts';

const lineOf = (check: DoctorCheck): string => `${check.ok ? '正常' : '有误'}  ${check.name}：${check.detail}${check.ok ? '' : `\n      处理办法：${check.remedy}`}\n`;

export async function runDoctor(overrides: ConfigOverrides, asJson: boolean): Promise<number> {
  const checks = await listDoctorChecks(environment(), overrides);
  const isOk = checks.every((check) => check.ok);
  if (asJson) await print(`${JSON.stringify({ ok: isOk, version: programVersion, checks }, null, 2)}\n`);
  else await print(`${checks.map(lineOf).join('')}${isOk ? '全部正常。' : '有检查没有通过，请按处理办法逐项改正。'}\n`);
  return isOk ? exitCodes.done : exitCodes.fault;
}
