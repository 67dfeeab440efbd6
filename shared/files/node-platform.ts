import { keyIdOf } from './keys.ts';
import type { FilePlatform } from './platform.ts';

/** The part of `node:crypto` that is used here; `shared` may not import it, so a host hands it in. */
interface NodeCrypto<Key extends NodeKey> {
  hash(algorithm: 'sha256', data: Uint8Array, encoding: 'buffer'): Uint8Array;
  createPublicKey(pemOrPrivateKey: string | Key): Key;
  createPrivateKey(pem: string): Key;
  generateKeyPairSync(
    type: 'ed25519',
    options: {
      publicKeyEncoding: { type: 'spki'; format: 'pem' };
      privateKeyEncoding: { type: 'pkcs8'; format: 'pem' };
    },
  ): { privateKey: string };
  sign(algorithm: null, message: Uint8Array, key: Key): Uint8Array;
  verify(algorithm: null, message: Uint8Array, key: Key, signature: Uint8Array): boolean;
}

interface NodeKey {
  export(options: { type: 'spki'; format: 'der' }): Uint8Array;
}

/** The part of `Buffer` that is used here. */
interface NodeBuffer {
  from(text: string, encoding: 'utf8' | 'base64'): Uint8Array & { toString(encoding: 'base64'): string };
  from(bytes: ArrayBufferLike, offset: number, length: number): { toString(encoding: 'utf8' | 'base64'): string };
}

const keysKept = 1_000;

/** The signed files on Node: `createNodePlatform<KeyObject>(crypto, Buffer)`. Parsed public keys are kept, which halves the cost of opening. */
export function createNodePlatform<Key extends NodeKey>(crypto: NodeCrypto<Key>, buffer: NodeBuffer): FilePlatform {
  const publicKeys = new Map<string, Key>();

  const publicKeyOf = (publicKey: string): Key => {
    const known = publicKeys.get(publicKey);
    if (known) return known;
    const key = crypto.createPublicKey(`-----BEGIN PUBLIC KEY-----\n${publicKey}\n-----END PUBLIC KEY-----\n`);
    if (publicKeys.size >= keysKept) publicKeys.clear();
    publicKeys.set(publicKey, key);
    return key;
  };
  const view = (bytes: Uint8Array) => buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

  const platform: FilePlatform = {
    sha256: (bytes) => crypto.hash('sha256', bytes, 'buffer'),
    toBytes: (text) => buffer.from(text, 'utf8'),
    toText: (bytes) => view(bytes).toString('utf8'),
    toBase64: (bytes) => view(bytes).toString('base64'),
    fromBase64: (text) => {
      const bytes = buffer.from(text, 'base64');
      return bytes.toString('base64') === text ? bytes : null;
    },
    verify: (publicKey, message, signature) => crypto.verify(null, message, publicKeyOf(publicKey), signature),
    makeKey: () =>
      crypto.generateKeyPairSync('ed25519', {
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      }).privateKey,
    signer: (pem) => {
      const privateKey = crypto.createPrivateKey(pem);
      const publicKey = platform.toBase64(crypto.createPublicKey(privateKey).export({ type: 'spki', format: 'der' }));
      const keyId = keyIdOf(platform, publicKey);
      if (keyId === null) throw new TypeError('not an Ed25519 key');
      return { keyId, publicKey, sign: (message) => crypto.sign(null, message, privateKey) };
    },
  };
  return platform;
}
