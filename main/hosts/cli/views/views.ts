import { z } from 'zod';
import { LicenseRow, UsableLicenses } from '#shared/models/license.ts';
import { MachinePage, MachineSummary, Room } from '#shared/models/machine-view.ts';
import { Drive, InspectedFile, IssuedFile } from '#shared/models/offline.ts';
import { Membership, SignedIn } from '#shared/models/person.ts';
import { CarriedRelease, Estimate, Library, ReleaseHere, Shelf } from '#shared/models/release.ts';
import { HeldLease, Status } from '#shared/models/status.ts';
import { Transfer } from '#shared/models/transfer.ts';
import { text } from '#shared/text/index.ts';
import { drives } from './drives.ts';
import { inspected } from './inspected.ts';
import { carried, library } from './library.ts';
import { held, licenses, someLicenses } from './licenses.ts';
import { issued, machineSummary, rooms, someMachines } from './machines.ts';
import { organizations, signedIn } from './people.ts';
import { plain } from './plain.ts';
import { estimate, release, shelf } from './releases.ts';
import { status } from './status.ts';
import type { Style } from './style.ts';
import { transfers } from './transfers.ts';

/** Shows the answer of an operation to a person. */
export type View = (answer: unknown, style: Style) => string;

const view =
  <Output>(schema: z.ZodType<Output>, show: (answer: Output, style: Style) => string): View =>
  (answer, style) =>
    show(schema.parse(answer), style);

const licenseRows = view(z.array(LicenseRow), licenses);
const usableLicenses = view(UsableLicenses, someLicenses);
const heldLeases = view(z.array(HeldLease), held);
const heldLease = view(HeldLease, (lease, style) => held([lease], style));
const person = view(SignedIn, signedIn);
const wholeLibrary = view(Library, library);
const allTransfers = view(z.array(Transfer), transfers);
const words = text.cli.downloads.library;
const inspectedFiles = view(z.array(InspectedFile), inspected);

/** The operations that are worth a view of their own; the others are shown plainly. */
const views: Record<string, View> = {
  'companion.status.show': view(Status, status),
  'companion.status.watch': view(z.object({ status: Status }), (event, style) => `${status(event.status, style)}\n`),
  'companion.session.signIn': person,
  'companion.session.confirm': person,
  'companion.session.waitForCode': person,
  'companion.organization.list': view(
    z.object({ current: z.string().nullable(), memberships: z.array(Membership) }),
    ({ current, memberships }, style) => organizations(current, memberships, style),
  ),
  'companion.license.list': licenseRows,
  'companion.license.held': heldLeases,
  'companion.license.heartbeat': heldLeases,
  'companion.license.pick': heldLease,
  'companion.license.enter': heldLease,
  'companion.machine.repair': heldLeases,
  'companion.machine.claim': heldLeases,
  'companion.offline.use': heldLease,
  'companion.offline.switchToOnline': heldLease,
  'companion.offline.inspect': inspectedFiles,
  'companion.release.list': view(Shelf, shelf),
  'companion.release.show': view(ReleaseHere, release),
  'companion.release.estimate': view(Estimate, estimate),
  'companion.download.start': allTransfers,
  'companion.download.pause': allTransfers,
  'companion.download.resume': allTransfers,
  'companion.download.move': allTransfers,
  'companion.download.list': allTransfers,
  'companion.download.watch': view(z.object({ transfers: z.array(Transfer) }), (event, style) =>
    transfers(event.transfers, style),
  ),
  'companion.library.list': wholeLibrary,
  'companion.library.keep': wholeLibrary,
  'companion.library.remove': wholeLibrary,
  'companion.library.removeOld': view(
    z.object({ removed: z.int(), freedBytes: z.int() }),
    ({ removed, freedBytes }) => `${words.removed(removed, freedBytes)}\n`,
  ),
  'companion.library.install': view(z.object({ path: z.string() }), ({ path }) => `${words.opened(path)}\n`),
  'companion.library.reveal': view(z.object({ path: z.string() }), ({ path }) => `${words.shown(path)}\n`),
  'companion.library.carried': view(z.array(CarriedRelease), carried),
  'companion.library.save': allTransfers,
  'companion.library.add': allTransfers,
  'companion.drive.list': view(z.array(Drive), drives),
  'cloud.file.inspect': inspectedFiles,
  'cloud.machine.list': view(MachinePage, someMachines),
  'cloud.machine.summary': view(MachineSummary, machineSummary),
  'cloud.offline.list': view(z.array(IssuedFile), issued),
  'cloud.room.list': view(z.array(Room), rooms),
  'cloud.session.show': person,
  'cloud.license.mine': usableLicenses,
  'cloud.license.usable': usableLicenses,
  'cloud.license.show': view(LicenseRow, (row, style) => licenses([row], style)),
};

export function viewOf(path: readonly string[]): View {
  return views[path.join('.')] ?? plain;
}
