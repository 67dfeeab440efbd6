import { isContractProcedure } from '@orpc/contract';
import { type AnyMiddleware, type AnyRouter, Procedure, type Router } from '@orpc/server';
import { cloudContract } from '#shared/contract/cloud/index.ts';
import type { OperationMeta } from '#shared/contract/operation.ts';
import type { CloudConnection } from './services/ports.ts';

type CloudRouter = Router<typeof cloudContract, Record<string, never>>;
type Call = CloudConnection['call'];

/**
 * The cloud's half of the contract: every operation goes on to the cloud as it came, except those whose answer holds a
 * token, which a page must never see. A new operation of the cloud needs nothing here.
 */
export function passOn(cloud: Pick<CloudConnection, 'call'>, failures: AnyMiddleware): CloudRouter {
  return passOnPart(cloudContract, [], cloud.call, [failures]) as CloudRouter;
}

function passOnPart(part: object, path: readonly string[], call: Call, middlewares: AnyMiddleware[]): AnyRouter {
  if (!isContractProcedure(part)) {
    const children = Object.entries(part) as [string, object][];
    const passed = children.filter(([, child]) => !holdsToken(child));
    return Object.fromEntries(
      passed.map(([name, child]) => [name, passOnPart(child, [...path, name], call, middlewares)]),
    );
  }
  return new Procedure({
    ...part['~orpc'],
    // What the cloud answers was compared with the contract when it came.
    outputSchema: undefined,
    middlewares,
    inputValidationIndex: middlewares.length,
    outputValidationIndex: middlewares.length,
    handler: ({ input, signal }) => call(path, input, signal),
  });
}

function holdsToken(part: object): boolean {
  if (!isContractProcedure(part)) return false;
  const meta = part['~orpc'].meta as OperationMeta;
  return meta.holdsToken === true;
}
