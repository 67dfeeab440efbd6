/** What the signed files need from the platform they run on: bytes, SHA-256 and Ed25519. All of it synchronous. */
export interface FilePlatform {
  sha256(bytes: Uint8Array): Uint8Array;
  toBytes(text: string): Uint8Array;
  toText(bytes: Uint8Array): string;
  toBase64(bytes: Uint8Array): string;
  /** null: not canonical base64. Two texts never stand for the same bytes. */
  fromBase64(text: string): Uint8Array | null;
  /** `publicKey`: base64 of the DER SPKI form, already known to be Ed25519 (see keys.ts). */
  verify(publicKey: string, message: Uint8Array, signature: Uint8Array): boolean;
  /** Makes an Ed25519 private key, as PKCS8 PEM. */
  makeKey(): string;
  /** Throws when the text is not an Ed25519 private key in PKCS8 PEM. */
  signer(privateKey: string): Signer;
}

/** Somebody who signs. The private half stays inside. */
export interface Signer {
  keyId: string;
  publicKey: string;
  sign(message: Uint8Array): Uint8Array;
}
