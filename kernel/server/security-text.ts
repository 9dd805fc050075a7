/** `/.well-known/security.txt` (RFC 9116): where to report a weakness. Without a configured contact it says so instead of inventing one. */
import type { FastifyInstance } from 'fastify';
import { formatMoment } from '../calendar.ts';
import type { Clock } from './clock.ts';

export interface SecurityTextOptions {
  /** mailto:, https: or tel: address; undefined when the operator has named none */
  readonly contact: string | undefined;
  readonly publicOrigin: string;
  readonly clock: Clock;
}

/** RFC 9116, 2.5.5: less than a year ahead, so that stale files are noticed. */
const validHours = 24 * 180;

export function securityText({ contact, publicOrigin, clock }: SecurityTextOptions): string {
  if (contact === undefined) {
    return ['# 本节点没有配置安全联系方式（LUOSHI_SECURITY_CONTACT）。', '# 发现安全问题，请直接联系运行本系统的单位；属于程序本身的问题，请向程序仓库的维护者报告。', ''].join(
      '\n',
    );
  }
  const expires = formatMoment(clock.now().add({ hours: validHours }));
  return [`Contact: ${contact}`, `Expires: ${expires}`, 'Preferred-Languages: zh, en', `Canonical: ${publicOrigin}/.well-known/security.txt`, ''].join('\n');
}

export function addSecurityText(app: FastifyInstance, options: SecurityTextOptions): void {
  app.get('/.well-known/security.txt', async (_request, reply) => reply.type('text/plain; charset=utf-8').header('cache-control', 'no-cache').send(securityText(options)));
}
