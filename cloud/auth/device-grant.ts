import type { DeviceAuthorizationGrant } from 'better-auth/plugins';
import { z } from 'zod';
import { MachineName, Platform } from '#shared/models/machine.ts';

export const deviceClient = 'greenroom';

const fields = { machine_name: MachineName, platform: Platform };

/** Keeps with a code which machine asked for it, so that whoever approves it sees that. */
export const machineOfCode: DeviceAuthorizationGrant = {
  requestSchemaFields: fields,
  deviceCodeSchemaFields: {
    machineName: { type: 'string', required: true },
    platform: { type: 'string', required: true },
  },
  authorizeRequest({ request }) {
    const { machine_name: machineName, platform } = z.object(fields).parse(request);
    return { clientId: deviceClient, deviceCodeFields: { machineName, platform } };
  },
  assertSessionRedemption: () => {},
  getVerificationContext: () => undefined,
};
