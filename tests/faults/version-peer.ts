import type { Socket } from 'node:net';

/**
 * The smallest peer that speaks PostgreSQL's protocol version 3 well enough to be asked for its version: greets
 * without a password and answers every simple query with one text value. Only for refusing versions of which no
 * server can be had here.
 */
export function versionPeer(socket: Socket, server: { version: string; number: string }): void {
  let greeted = false;
  let pending = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    for (let size = messageSize(pending, greeted); size !== undefined; size = messageSize(pending, greeted)) {
      const type = greeted ? pending.toString('latin1', 0, 1) : 'startup';
      pending = pending.subarray(size);
      greeted = true;
      if (type === 'startup') socket.write(greeting(server.version));
      else if (type === 'Q') socket.write(answer(server.number));
      else if (type === 'X') socket.end();
    }
  });
}

/** Bytes of the first complete message: the startup message has no type byte. */
function messageSize(bytes: Buffer, greeted: boolean): number | undefined {
  const head = greeted ? 1 : 0;
  if (bytes.length < head + 4) return undefined;
  const size = head + bytes.readInt32BE(head);
  return bytes.length >= size ? size : undefined;
}

function greeting(version: string): Buffer {
  return Buffer.concat([message('R', int32(0)), message('S', text('server_version'), text(version)), message('K', int32(1), int32(2)), ready()]);
}

function answer(value: string): Buffer {
  const column = [text('server_version_num'), int32(0), int16(0), int32(25), int16(-1), int32(-1), int16(0)];
  return Buffer.concat([message('T', int16(1), ...column), message('D', int16(1), int32(value.length), Buffer.from(value)), message('C', text('SHOW')), ready()]);
}

const ready = () => message('Z', Buffer.from('I'));
const text = (value: string) => Buffer.from(`${value}\0`);

function message(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}
