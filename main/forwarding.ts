import type { ClientContext, ClientLink } from '@orpc/client';
import { type AnyContractRouter, isContractProcedure } from '@orpc/contract';
import { type AnyRouter, createProcedureClient, getRouter, isProcedure, Procedure, unlazy } from '@orpc/server';
import { contract } from '#shared/contract/index.ts';
import type { OperationMeta } from '#shared/contract/operation.ts';
import type { CompanionRouter } from './companion.ts';

/** Whatever can carry a call to where the work is done. */
export type Link = ClientLink<ClientContext>;

/** A router that does nothing itself: it passes every operation of the contract on, unvalidated, and hands back what comes. */
export function createForwardingRouter(link: Link): CompanionRouter {
  return forward(contract, link) as CompanionRouter;
}

function forward(part: AnyContractRouter, link: Link): AnyRouter {
  if (!isContractProcedure(part)) {
    const children = Object.entries(part) as [string, AnyContractRouter][];
    const served = children.filter(([, child]) => !holdsToken(child));
    return Object.fromEntries(served.map(([key, child]) => [key, forward(child, link)]));
  }
  const { errorMap, meta, route } = part['~orpc'];
  return new Procedure({
    errorMap,
    meta,
    route,
    middlewares: [],
    inputValidationIndex: 0,
    outputValidationIndex: 0,
    handler: ({ path, input, signal, lastEventId }) => link.call(path, input, { context: {}, signal, lastEventId }),
  });
}

/** What holds a token no companion passes on. */
function holdsToken(part: AnyContractRouter): boolean {
  return isContractProcedure(part) && (part['~orpc'].meta as OperationMeta).holdsToken === true;
}

/** Calls a router of this process as if it were elsewhere. */
export function createDirectLink(router: CompanionRouter): Link {
  return {
    async call(path, input, { signal, lastEventId }) {
      const { default: procedure } = await unlazy(getRouter(router, path));
      if (!isProcedure(procedure)) throw new TypeError(`no operation ${path.join('.')}`);
      return createProcedureClient(procedure, { path: [...path], context: {} })(input, { signal, lastEventId });
    },
  };
}
