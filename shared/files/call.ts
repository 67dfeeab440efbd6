import type { Id } from '../models/id.ts';
import { checkSignature, makeEnvelope, parseJson, readEnvelope } from './envelope.ts';
import { keyIdOf, toHex } from './keys.ts';
import { payloadTypeOf } from './kind.ts';
import { MachineCallPayload } from './machine-call.ts';
import type { FilePlatform, Signer } from './platform.ts';

const callType = payloadTypeOf('machine-call');
const longestCall = 16_384;

/** Signs what a machine says to its cloud. The result is the JSON text of the envelope. */
export function sealCall(platform: FilePlatform, payload: MachineCallPayload, signer: Signer): string {
  return makeEnvelope(platform, callType, MachineCallPayload.parse(payload), [signer]);
}

export type CallOpening =
  /** `machine`: the id of the key that signed. `digest`: SHA-256 of the signed payload, in hex. */
  | { accepted: true; payload: MachineCallPayload; machine: Id; digest: string }
  | { accepted: false; why: 'unreadable' | 'bad-signature' | 'other-cloud' | 'other-purpose' };

export interface CallContext {
  cloud: Id;
  purpose: MachineCallPayload['purpose'];
}

/** Opens a machine call on the cloud's side. Total. What is left to the store: that the counter is higher than the last. */
export function openCall(platform: FilePlatform, text: string, { cloud, purpose }: CallContext): CallOpening {
  const envelope = text.length > longestCall ? null : readEnvelope(platform, text);
  if (envelope?.payloadType !== callType) return { accepted: false, why: 'unreadable' };
  const { data: payload } = MachineCallPayload.safeParse(parseJson(platform.toText(envelope.payload)));
  const machine = payload && keyIdOf(platform, payload.machine.publicKey);
  if (!payload || !machine) return { accepted: false, why: 'unreadable' };
  const key = { id: machine, publicKey: payload.machine.publicKey };
  if (checkSignature(platform, envelope, [key]) !== 'good') return { accepted: false, why: 'bad-signature' };
  if (payload.cloud !== cloud) return { accepted: false, why: 'other-cloud' };
  if (payload.purpose !== purpose) return { accepted: false, why: 'other-purpose' };
  return { accepted: true, payload, machine, digest: toHex(platform.sha256(envelope.payload)) };
}
