/**
 * Another process of the product: opens the embedded server of the folder given, says what it got as one JSON line,
 * holds it until a line comes in (or until it is killed), leaves, ends.
 */
import { once } from 'node:events';
import { openEmbedded } from '#kernel/server/postgres/open-embedded.ts';
import { SetupFault } from '#kernel/server/setup-fault.ts';

const say = (fact: object) => process.stdout.write(`${JSON.stringify(fact)}\n`);

try {
  const server = await openEmbedded(process.argv[2] ?? '', (line) => say({ progress: line }));
  say({ adminUrl: server.adminUrl, started: server.started });
  await once(process.stdin, 'data');
  await server.close();
  say({ left: true });
} catch (error) {
  say({ code: error instanceof SetupFault ? error.code : String(error), message: error instanceof Error ? error.message : '' });
}
process.stdin.destroy();
