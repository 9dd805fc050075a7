/** An authenticator in software, as WebAuthn level 3 describes one: P-256 keys, attestation `none`, user verified. For tests. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

type CborValue = number | string | Uint8Array | ReadonlyMap<number | string, CborValue>;

const head = (major: number, length: number): Buffer => {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  return length < 256 ? Buffer.from([(major << 5) | 24, length]) : Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
};

function cbor(value: CborValue): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, item]) => [cbor(key), cbor(item)])]);
}

const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();
const flags = { present: 0x01, verified: 0x04, attested: 0x40 } as const;

export interface Ask {
  readonly challenge: string;
  readonly rpId: string;
  readonly origin: string;
}

export interface SoftwareAuthenticator {
  readonly credentialId: string;
  enrol(ask: Ask): object;
  /** `change` breaks the answer on purpose */
  prove(ask: Ask, change?: { readonly counter?: number; readonly verified?: boolean; readonly otherKey?: boolean }): object;
}

export function softwareAuthenticator(): SoftwareAuthenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const id = randomBytes(32);
  const credentialId = id.toString('base64url');
  let counter = 0;

  const clientData = (type: string, { challenge, origin }: Ask): Buffer => Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const authData = (rpId: string, mask: number, count: number, rest: Uint8Array = Buffer.alloc(0)): Buffer => {
    const counterBytes = Buffer.alloc(4);
    counterBytes.writeUInt32BE(count);
    return Buffer.concat([sha256(rpId), Buffer.from([mask]), counterBytes, rest]);
  };
  const coseKey = (key: KeyObject): Buffer => {
    const { x = '', y = '' } = key.export({ format: 'jwk' });
    return cbor(
      new Map<number, CborValue>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]),
    );
  };
  const answer = (response: object) => ({ id: credentialId, rawId: credentialId, type: 'public-key', clientExtensionResults: {}, response });
  return {
    credentialId,
    enrol: (ask) => {
      const length = Buffer.from([id.length >> 8, id.length & 255]);
      const attested = Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey)]);
      const data = authData(ask.rpId, flags.present | flags.verified | flags.attested, counter, attested);
      const attestationObject = cbor(
        new Map<string, CborValue>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', data],
        ]),
      ).toString('base64url');
      return answer({ clientDataJSON: clientData('webauthn.create', ask).toString('base64url'), attestationObject, transports: ['internal'] });
    },
    prove: (ask, change = {}) => {
      counter = change.counter ?? counter + 1;
      const data = authData(ask.rpId, flags.present | (change.verified === false ? 0 : flags.verified), counter);
      const client = clientData('webauthn.get', ask);
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), change.otherKey === true ? other : privateKey);
      return answer({ clientDataJSON: client.toString('base64url'), authenticatorData: data.toString('base64url'), signature: signature.toString('base64url') });
    },
  };
}
