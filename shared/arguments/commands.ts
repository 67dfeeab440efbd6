import {
  type AnyContractRouter,
  type AnySchema,
  getEventIteratorSchemaDetails,
  isContractProcedure,
} from '@orpc/contract';
import type { OperationMeta } from '../contract/operation.ts';
import type { ErrorCode } from '../errors.ts';

/** One operation of a contract, as the command line sees it. */
export interface Command {
  /** As typed: `license`, `pick`. */
  words: string[];
  /** As called, from the root of the contract that was walked: `license`, `pick`. Empty for what is no operation. */
  path: string[];
  summary: string;
  meta: OperationMeta;
  input: AnySchema | undefined;
  /** Its answer is a stream of events. */
  streams: boolean;
  /** The failures of its own it may give. */
  failures: ErrorCode[];
  /** Of a command that is no operation and answers `--json`: what is typed without a flag (`<file|folder|-> …`), or null. */
  places?: string | null;
}

/** Every operation of a contract as a command, in the order of the contract. */
export function commandsOf(router: AnyContractRouter, path: string[] = []): Command[] {
  if (!isContractProcedure(router)) {
    return Object.entries(router).flatMap(([key, child]: [string, AnyContractRouter]) =>
      commandsOf(child, [...path, key]),
    );
  }
  const { inputSchema, outputSchema, meta, route, errorMap } = router['~orpc'];
  return [
    {
      words: path.map(kebabCase),
      path,
      summary: route.summary ?? '',
      meta: meta as OperationMeta,
      input: inputSchema,
      streams: getEventIteratorSchemaDetails(outputSchema) !== undefined,
      failures: Object.keys(errorMap) as ErrorCode[],
    },
  ];
}

/** `signIn` is typed as `sign-in`. */
export function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
