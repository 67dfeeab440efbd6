import { isContractProcedure } from '@orpc/contract';
import { type AnyMiddleware, type AnyRouter, Procedure, type Router } from '@orpc/server';
import { cloudContract } from '#shared/contract/cloud/index.ts';
import type { OperationMeta } from '#shared/contract/operation.ts';
import type { CloudConnection } from './services/ports.ts';

type CloudRouter = Router<typeof cloudContract, Record<string, never>>;

/** What this machine does after an operation whose meta says so. */
interface Afterwards {
  changesSession(): Promise<void>;
}

/**
 * The cloud's half of the contract: every operation goes on to the cloud as it came, except those whose answer holds a
 * token, which a page must never see. A new operation of the cloud needs nothing here.
 */
export function passOn(
  { call }: Pick<CloudConnection, 'call'>,
  middlewares: AnyMiddleware[],
  afterwards: Afterwards,
): CloudRouter {
  function passOnPart(part: object, path: readonly string[]): AnyRouter {
    if (!isContractProcedure(part)) {
      const children = Object.entries(part) as [string, object][];
      const passed = children.filter(([, child]) => !metaOf(child).holdsToken);
      return Object.fromEntries(passed.map(([name, child]) => [name, passOnPart(child, [...path, name])]));
    }
    const { changesSession } = metaOf(part);
    return new Procedure({
      ...part['~orpc'],
      // What the cloud answers was compared with the contract when it came.
      outputSchema: undefined,
      middlewares,
      inputValidationIndex: middlewares.length,
      outputValidationIndex: middlewares.length,
      async handler({ input, signal }) {
        const answer = await call(path, input, signal);
        if (changesSession) await afterwards.changesSession();
        return answer;
      },
    });
  }
  return passOnPart(cloudContract, []) as CloudRouter;
}

const metaOf = (part: object): Partial<OperationMeta> =>
  isContractProcedure(part) ? (part['~orpc'].meta as OperationMeta) : {};
