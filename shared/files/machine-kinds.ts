import type { Id } from '../models/id.ts';
import type { Moment } from '../models/time.ts';
import { keyIdOf } from './keys.ts';
import type { Genuine, KeyGroup, Kind } from './kind.ts';
import { LicenseAppliedPayload } from './license-applied.ts';
import { LicenseRequestPayload } from './license-request.ts';
import type { FilePlatform } from './platform.ts';
import type { Refusal } from './refusal.ts';
import { ReturnProofPayload } from './return-proof.ts';

/** What a cloud knows when it opens what a machine wrote. */
export interface CloudContext {
  cloud: { id: Id; name: string };
}

export interface RequestContext extends CloudContext {
  now: Moment;
  /** Digest of a request with the same id that came before, by id. */
  known(request: string): string | null;
}

/** The machine signs with its own key, which the file brings along: the key id is who it is. */
function ownKey({ machine }: { machine: { publicKey: string; name: string } }, platform: FilePlatform): KeyGroup[] {
  const { publicKey, name } = machine;
  const id = keyIdOf(platform, publicKey);
  return [{ keys: id === null ? [] : [{ id, publicKey }], owner: name }];
}

function otherCloud({ cloud: found }: { cloud: Id }, { cloud }: CloudContext): Refusal | null {
  return found === cloud.id ? null : { code: 'other-cloud', found, here: cloud.name };
}

export const licenseRequestKind: Kind<LicenseRequestPayload, RequestContext> = {
  label: 'LICENSE REQUEST',
  extension: '.license-request',
  limit: 64 * 1024,
  schema: LicenseRequestPayload,
  signers: (payload, _, platform) => ownKey(payload, platform),
  judge: (opened, context) =>
    otherCloud(opened.payload, context) ?? changed(opened, context) ?? tooOld(opened, context),
  rank: ({ counter }) => counter,
};

function changed({ payload, digest }: Genuine<LicenseRequestPayload>, { known }: RequestContext): Refusal | null {
  const before = known(payload.request);
  return before === null || before === digest ? null : { code: 'request-changed', request: payload.request };
}

/** A clock from before Greenroom existed has lost its battery, not its way. */
const plausible = Date.UTC(2025, 0, 1);

/** One that was answered in time is answered for ever; one from a machine that does not know the date is not judged by it. */
function tooOld({ payload }: Genuine<LicenseRequestPayload>, { known, now }: RequestContext): Refusal | null {
  if (now <= payload.useBy || payload.madeAt < plausible || known(payload.request) !== null) return null;
  return { code: 'import-by-passed', importBy: payload.useBy, now };
}

export const licenseAppliedKind: Kind<LicenseAppliedPayload, CloudContext> = {
  label: 'LICENSE APPLIED',
  extension: '.license-applied',
  limit: 64 * 1024,
  schema: LicenseAppliedPayload,
  signers: (payload, _, platform) => ownKey(payload, platform),
  judge: ({ payload }, context) => otherCloud(payload, context),
  rank: ({ counter }) => counter,
};

export const returnProofKind: Kind<ReturnProofPayload, CloudContext> = {
  label: 'RETURN PROOF',
  extension: '.return-proof',
  limit: 64 * 1024,
  schema: ReturnProofPayload,
  signers: (payload, _, platform) => ownKey(payload, platform),
  judge: ({ payload }, context) => otherCloud(payload, context),
  rank: ({ counter }) => counter,
};
