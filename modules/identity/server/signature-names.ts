/** Names for the ids and signatures that rows keep of who acted: 「乙（代甲）」 for a delegate. */
import { signersOf } from '#kernel/signature.ts';
import type { Signature } from '#kernel/signature.ts';
import type { Tx } from '#kernel/server/db.ts';
import { personNames } from './people-names.ts';

const ownNames: Readonly<Record<string, string>> = {
  'local:operator': '本机操作员',
  'local:command-line': '命令行',
  'system:seed': '随程序附带',
  'system:seed-check': '随程序附带',
};
const userOf = (id: string): string | undefined => (/^user:[0-9a-f-]{36}$/.test(id) ? id.slice('user:'.length) : undefined);

export async function signatureNames(tx: Tx, signatures: readonly (Signature | null)[]): Promise<(signature: Signature) => string> {
  const users = signatures.flatMap((one) => signersOf(one).flatMap((id) => userOf(id) ?? []));
  const people = await personNames(tx, users);
  const nameOf = (id: string): string => ownNames[id] ?? (id.startsWith('user:') ? (people.get(userOf(id) ?? '') ?? '已离任人员') : '系统');
  return (signature) => {
    const [by = '', ...behind] = signersOf(signature).map(nameOf);
    return behind.length === 0 ? by : `${by}（代${behind.join('、')}）`;
  };
}
