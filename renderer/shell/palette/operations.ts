import { isContractProcedure } from '@orpc/contract';
import { z } from 'zod';
import { contract } from '#shared/contract/index.ts';
import type { OperationMeta } from '#shared/contract/operation.ts';
import { may, Permission, type Role } from '#shared/models/role.ts';
import { fieldsOf, type Field } from './fields.ts';

/** One operation of the contract, as a person can call it. */
export interface Operation {
  /** "companion license pick" */
  path: readonly string[];
  half: 'machine' | 'cloud';
  summary: string;
  fields: Field[];
}

export interface Caller {
  hasMachine: boolean;
  isSignedIn: boolean;
  isVendor: boolean;
  roles: readonly Role[];
}

/** Streams, and what only makes sense inside a flow that has a page of its own. */
const leftOut = new Set([
  'companion status watch',
  'companion download watch',
  'companion session waitForCode',
  'companion connection use',
  'cloud setup createOwner',
  'cloud account showReset',
  'cloud account resetPassword',
]);

/** The whole contract, read once: what a form asks for is worked out from each schema. */
const companion = walk(contract.companion, ['companion']);
const cloud = walk(contract.cloud, ['cloud']);

/** Every operation that makes sense for this person, in the order of the contract. */
export function operationsFor(caller: Caller): Operation[] {
  const operations = caller.hasMachine ? [...companion, ...cloud] : cloud;
  return operations.filter(({ meta, path, fields }) => {
    if (leftOut.has(path.join(' ')) || meta.holdsToken || fields.some(({ name }) => name === 'call')) return false;
    return isFor(meta, caller);
  });
}

function isFor({ needs }: OperationMeta, { isSignedIn, isVendor, roles }: Caller): boolean {
  if (needs === 'nothing') return true;
  if (needs === 'machine-key') return false;
  if (needs === 'vendor') return isVendor;
  if (needs === 'session') return isSignedIn;
  const permission = Permission.safeParse(needs);
  return permission.success && roles.some((role) => may(role, permission.data));
}

function walk(router: object, path: readonly string[]): (Operation & { meta: OperationMeta })[] {
  return Object.entries(router).flatMap(([name, node]) => {
    const here = [...path, name];
    if (!isContractProcedure(node)) return typeof node === 'object' && node ? walk(node, here) : [];
    const { route, meta, inputSchema } = node['~orpc'];
    const schema = inputSchema instanceof z.ZodType ? inputSchema : z.object({});
    return {
      path: here,
      half: path[0] === 'companion' ? 'machine' : 'cloud',
      summary: route.summary ?? here.join(' '),
      fields: fieldsOf(schema),
      meta: { needs: 'nothing', ...meta } as OperationMeta,
    };
  });
}

/** Calls an operation of a client by its path. */
export function call(api: object, path: readonly string[], input: unknown): Promise<unknown> {
  const operation = path.reduce<unknown>((at, step) => Reflect.get(Object(at), step), api);
  if (typeof operation !== 'function') throw new TypeError(`there is no operation ${path.join('.')}`);
  return Promise.resolve(Reflect.apply(operation, undefined, [input]));
}
