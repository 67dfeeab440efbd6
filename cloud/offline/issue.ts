import type { IntakeAnswer, IntakeRow } from '#shared/models/offline.ts';
import { callerOf, type CloudParts, type GuardedContext } from '../context.ts';
import type { Write } from '../store/open.ts';
import { answersTo } from '../store/queries/issued-file.ts';
import { recordDeed } from '../operations/audit.ts';
import { takeFile } from '../operations/machine-standing.ts';
import { issueLicense, licenseFile } from './license-file.ts';
import { type OfflineTaking, takeOfflineSeat } from './seat.ts';
import type { CarriedRequest } from './open.ts';
import { answeredRow } from './answered.ts';
import { refusedRow } from './rows.ts';
import { untilCurrent } from './until-current.ts';

/** A request with what it was planned to be answered. */
export interface PlannedRequest {
  row: IntakeRow;
  carried: CarriedRequest;
  taking: OfflineTaking;
}

/** Answers a request, in a transaction of its own: a license, or why there is none now. */
export function issueRequest(
  parts: CloudParts,
  context: GuardedContext,
  planned: PlannedRequest,
): Promise<IntakeAnswer> {
  return untilCurrent(() => parts.store.write((tx) => issueIn(parts, context, tx, planned)));
}

async function issueIn(
  parts: CloudParts,
  context: GuardedContext,
  tx: Write,
  { row, carried, taking }: PlannedRequest,
): Promise<IntakeAnswer> {
  const { machine, payload, file } = carried;
  const { request, purpose } = payload;
  const { refusal } = await takeFile(parts, tx, file);
  if (refusal) return refusedRow(row, refusal);
  // Asked with the machine locked: the same request may have been answered since it was planned.
  const before = (await answersTo(tx, [request])).get(request);
  if (before && before.request_digest !== file.digest)
    return { ...row, verdict: { code: 'refused-file', refusal: { code: 'request-changed', request } }, file: null };
  if (before) return { ...row, ...answeredRow(before), file: licenseFile(payload.machine.name, before) };
  const taken = await takeOfflineSeat(parts, tx, taking);
  const { days } = taken;
  if (!taken.granted) return refusedRow({ ...row, days, leaseEndsAt: null }, taken.failure);

  const { organization, license, person } = taking;
  const { lease, endsAt, verdict, words } = taken;
  const by = callerOf(context).person.id;
  const answer = await issueLicense(parts, tx, {
    machine,
    request: { id: request, digest: file.digest },
    organization: organization.id,
    lease,
    endsAt,
    by,
  });
  await recordDeed(parts, context, tx, {
    action: 'offline.issue',
    organization: organization.id,
    subject: license,
    details: { license: words, lease, machine, machineName: payload.machine.name, person, purpose, request, endsAt },
  });
  return { ...row, days, leaseEndsAt: endsAt, verdict, file: answer };
}
