import { z } from 'zod';
import { LicenseRow } from '#shared/models/license.ts';
import { MachineView, Room } from '#shared/models/machine-view.ts';
import { Drive, InspectedFile, IssuedFile } from '#shared/models/offline.ts';
import { Membership, SignedIn } from '#shared/models/person.ts';
import { HeldLease, Status } from '#shared/models/status.ts';
import { drives } from './drives.ts';
import { inspected } from './inspected.ts';
import { held, licenses } from './licenses.ts';
import { issued, machines, rooms } from './machines.ts';
import { organizations, signedIn } from './people.ts';
import { plain } from './plain.ts';
import { status } from './status.ts';
import type { Style } from './style.ts';

/** Shows the answer of an operation to a person. */
export type View = (answer: unknown, style: Style) => string;

const view =
  <Output>(schema: z.ZodType<Output>, show: (answer: Output, style: Style) => string): View =>
  (answer, style) =>
    show(schema.parse(answer), style);

const licenseRows = view(z.array(LicenseRow), licenses);
const heldLeases = view(z.array(HeldLease), held);
const heldLease = view(HeldLease, (lease, style) => held([lease], style));
const person = view(SignedIn, signedIn);
const inspectedFiles = view(z.array(InspectedFile), inspected);

/** The operations that are worth a view of their own; the others are shown plainly. */
const views: Record<string, View> = {
  'companion.status.show': view(Status, status),
  'companion.status.watch': view(z.object({ status: Status }), (event, style) => `${status(event.status, style)}\n`),
  'companion.session.signIn': person,
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
  'companion.drive.list': view(z.array(Drive), drives),
  'cloud.file.inspect': inspectedFiles,
  'cloud.machine.list': view(z.array(MachineView), machines),
  'cloud.offline.list': view(z.array(IssuedFile), issued),
  'cloud.room.list': view(z.array(Room), rooms),
  'cloud.session.show': person,
  'cloud.license.mine': licenseRows,
  'cloud.license.all': licenseRows,
  'cloud.license.show': view(LicenseRow, (row, style) => licenses([row], style)),
};

export function viewOf(path: readonly string[]): View {
  return views[path.join('.')] ?? plain;
}
