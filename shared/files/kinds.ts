import type { Kind } from './kind.ts';
import type { LicensePayload } from './license.ts';
import type { LicenseAppliedPayload } from './license-applied.ts';
import type { LicenseRequestPayload } from './license-request.ts';
import { type LicenseContext, licenseKind } from './license-rules.ts';
import {
  type CloudContext,
  licenseAppliedKind,
  licenseRequestKind,
  type RequestContext,
  returnProofKind,
} from './machine-kinds.ts';
import type { ReleaseIndexPayload, ReleaseManifestPayload } from './release.ts';
import { type IndexContext, type ReleaseContext, releaseIndexKind, releaseManifestKind } from './release-rules.ts';
import type { ReturnProofPayload } from './return-proof.ts';
import type { ReturnReceiptPayload } from './return-receipt.ts';
import { type ReceiptContext, returnReceiptKind } from './return-receipt-rules.ts';
import type { TrustRootPayload } from './trust-root.ts';
import { type TrustRootContext, trustRootKind } from './trust-root-rules.ts';

/** What each kind carries, and what must be known to open it. */
export interface Kinds {
  'license-request': { payload: LicenseRequestPayload; context: RequestContext };
  license: { payload: LicensePayload; context: LicenseContext };
  'license-applied': { payload: LicenseAppliedPayload; context: CloudContext };
  'return-proof': { payload: ReturnProofPayload; context: CloudContext };
  'return-receipt': { payload: ReturnReceiptPayload; context: ReceiptContext };
  'release-index': { payload: ReleaseIndexPayload; context: IndexContext };
  'release-manifest': { payload: ReleaseManifestPayload; context: ReleaseContext };
  'trust-root': { payload: TrustRootPayload; context: TrustRootContext };
}
export type KindName = keyof Kinds;
export type Payload<Name extends KindName> = Kinds[Name]['payload'];
export type Context<Name extends KindName> = Kinds[Name]['context'];

/** The one table of signed files. A new kind is a line here, a line above and a file with its rules. */
export const kinds: { [Name in KindName]: Kind<Payload<Name>, Context<Name>> } = {
  'license-request': licenseRequestKind,
  license: licenseKind,
  'license-applied': licenseAppliedKind,
  'return-proof': returnProofKind,
  'return-receipt': returnReceiptKind,
  'release-index': releaseIndexKind,
  'release-manifest': releaseManifestKind,
  'trust-root': trustRootKind,
};

export const kindNames = Object.keys(kinds) as KindName[];

/** The kind that a block's label names; null when this version knows none. */
export const kindLabelled = (label: string): KindName | null =>
  kindNames.find((name) => kinds[name].label === label) ?? null;

/** The largest block under a label, in characters. */
export function limitOf(label: string): number {
  const name = kindLabelled(label);
  return name ? kinds[name].limit : 64 * 1024;
}
