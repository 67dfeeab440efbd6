import type { Router } from '@orpc/server';
import type { cloudContract } from '#shared/contract/cloud/index.ts';
import type { CallContext, CloudParts } from './context.ts';
import { aboutOperations } from './operations/about.ts';
import { auditOperations } from './operations/audit-list.ts';
import { behindGuard } from './operations/base.ts';
import { accountOperations } from './operations/account.ts';
import { calendarOperations } from './operations/calendar.ts';
import { catalogueOperations } from './operations/catalogue.ts';
import { documentOperations, vendorDocumentOperations } from './operations/document.ts';
import { deviceOperations } from './operations/device.ts';
import { fileOperations } from './operations/file.ts';
import { invitationOperations } from './operations/invitation.ts';
import { leaseOperations } from './operations/lease.ts';
import { offlineLeaseOperations } from './operations/lease-offline.ts';
import { licenseOperations } from './operations/license.ts';
import { machineFileOperations } from './operations/machine-file.ts';
import { machineOperations } from './operations/machine.ts';
import { offlineOperations } from './operations/offline.ts';
import { organizationOperations } from './operations/organization.ts';
import { outboxOperations } from './operations/outbox.ts';
import { releaseOperations } from './operations/release.ts';
import { roomOperations } from './operations/room.ts';
import { sessionOperations } from './operations/session.ts';
import { setupOperations } from './operations/setup.ts';
import { teamOperations } from './operations/team.ts';
import { twoFactorOperations } from './operations/two-factor.ts';
import { singleSignOnOperations } from './operations/single-sign-on.ts';
import { apiKeyOperations } from './operations/api-key.ts';
import { webhookOperations } from './operations/webhook.ts';
import { notificationOperations } from './operations/notification.ts';
import { productOperations } from './operations/product.ts';
import { supportOperations } from './operations/support.ts';
import { peopleFileOperations } from './operations/people-file.ts';
import { vendorOperations } from './operations/vendor.ts';
import { vendorReleaseOperations } from './operations/vendor-release.ts';
import { vendorTicketOperations } from './operations/support-vendor.ts';

/** Everything the cloud does, behind the guard. */
export function createCloudRouter(parts: CloudParts): CloudRouter {
  return behindGuard(parts, {
    about: aboutOperations(parts),
    setup: setupOperations(parts),
    session: sessionOperations(parts),
    account: accountOperations(parts),
    document: documentOperations(parts),
    twoFactor: twoFactorOperations(parts),
    singleSignOn: singleSignOnOperations(parts),
    device: deviceOperations(parts),
    invitation: invitationOperations(parts),
    organization: organizationOperations(parts),
    audit: auditOperations(parts),
    notification: notificationOperations(parts),
    team: teamOperations(parts),
    peopleFile: peopleFileOperations(parts),
    apiKey: apiKeyOperations(parts),
    webhook: webhookOperations(parts),
    product: productOperations(parts),
    license: licenseOperations(parts),
    lease: { ...leaseOperations(parts), ...offlineLeaseOperations(parts), ...machineFileOperations(parts) },
    machine: machineOperations(parts),
    room: roomOperations(parts),
    offline: offlineOperations(parts),
    file: fileOperations(parts),
    calendar: calendarOperations(parts),
    catalogue: catalogueOperations(parts),
    release: releaseOperations(parts),
    support: supportOperations(parts),
    vendor: {
      ...vendorOperations(parts),
      ticket: vendorTicketOperations(parts),
      release: vendorReleaseOperations(parts),
      document: vendorDocumentOperations(parts),
    },
    outbox: outboxOperations(parts),
  });
}
export type CloudRouter = Router<typeof cloudContract, CallContext>;
