import { oc } from '@orpc/contract';
import type { Permission } from '../models/role.ts';
import { errorTable, type ErrorCode } from '../errors.ts';

/** Who may call an operation. A permission is asked of the caller's role in the organization that `subject` belongs to. */
export type Needs = 'nothing' | 'session' | 'machine-key' | 'vendor' | Permission;

/** The input field that says which organization is meant; the tenant wall is built on it, in one place. */
export type Subject = 'organization' | 'license' | 'licenses' | 'lease' | 'room';

export interface OperationMeta {
  needs: Needs;
  subject?: Subject;
  /** What an API key needs instead. Without it keys may call what a Manager’s permission is needed for, and nothing else. */
  key?: Permission;
  /** Its answer holds a token, or it makes a cookie: a companion never passes it on to the page. */
  holdsToken?: boolean;
  /** What `session.show` says may be another afterwards: whoever keeps a copy asks anew. */
  changesSession?: boolean;
  /** An example for `--help`, without the program's name. */
  example?: string;
}

const errorsOf = <Code extends ErrorCode>(codes: readonly Code[]) =>
  Object.fromEntries(
    codes.map((code) => [code, { status: errorTable[code].status, data: errorTable[code].details }]),
  ) as {
    [K in Code]: { status: (typeof errorTable)[K]['status']; data: (typeof errorTable)[K]['details'] };
  };

/** Starts the definition of an operation: one sentence, who may call it, and the failures of its own it may give. */
export function operation<Code extends ErrorCode = never>(
  summary: string,
  meta: OperationMeta,
  codes: readonly Code[] = [],
) {
  return oc.$meta<OperationMeta>(meta).route({ summary }).errors(errorsOf(codes));
}
