import type { CloudParts } from '../context.ts';
import { os } from './base.ts';
import { gatherHeartbeats } from './heartbeats.ts';
import { readCall } from './machine-call.ts';

/** Machines that call by themselves. */
export function machineOperations(parts: CloudParts) {
  const answer = gatherHeartbeats(parts);
  return {
    heartbeat: os.machine.heartbeat.handler(async ({ input }) => ({
      file: await answer(readCall(parts, input.call, 'heartbeat')),
    })),
  };
}
