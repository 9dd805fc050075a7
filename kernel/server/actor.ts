/**
 * Who acts. The Actor is a port: until sign-in exists there are visitors, the local operator of a
 * development node and the command line; module `identity` will fill it from a login session.
 */
import { allowed, denied } from '../decision.ts';
import type { Decision } from '../decision.ts';

export type ActorKind = 'visitor' | 'local-operator' | 'command-line';

export interface Actor {
  readonly kind: ActorKind;
  /** stable id for events, e.g. `local:operator` */
  readonly id: string;
  readonly permissions: ReadonlySet<string>;
  /** Chinese sentence: why permissions that this actor lacks are lacking, and what to do */
  readonly whyNot: string;
}

export const visitor: Actor = Object.freeze({
  kind: 'visitor',
  id: 'visitor',
  permissions: new Set<string>(),
  whyNot: '本节点尚未开通登录。请在服务器本机用 127.0.0.1 打开控制台，或用命令行 luoshi 操作。',
});

/** A person at the machine itself, while the node runs in the development profile. */
export function localOperator(permissions: Iterable<string>): Actor {
  return Object.freeze({ kind: 'local-operator', id: 'local:operator', permissions: new Set(permissions), whyNot: '本机操作员没有这项权限。' });
}

/** Whoever may run the program with access to the database; the operating system decided. */
export function commandLine(permissions: Iterable<string>): Actor {
  return Object.freeze({ kind: 'command-line', id: 'local:command-line', permissions: new Set(permissions), whyNot: '命令行没有这项权限。' });
}

/** Whether the actor holds a permission at all; `label` is its Chinese name. */
export function decidePermission(actor: Actor, permission: string, label: string): Decision {
  return actor.permissions.has(permission) ? allowed : denied('access.forbidden', `没有「${label}」的权限：${actor.whyNot}`);
}
