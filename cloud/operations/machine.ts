import type { CloudParts } from '../context.ts';
import { os } from './base.ts';
import { answerHeartbeat, readCall } from './machine-call.ts';

/** Machines that call by themselves. */
export function machineOperations(parts: CloudParts) {
  return {
    heartbeat: os.machine.heartbeat.handler(async ({ input }) => ({
      file: await answerHeartbeat(parts, readCall(parts, input.call, 'heartbeat')),
    })),
  };
}
