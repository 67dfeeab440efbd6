import type { ErrorCode, Failure } from '../errors.ts';
import type { Notice } from '../models/status.ts';
import { errors, notices } from './en/index.ts';
import type { Explanation } from './en/errors.ts';

/** The catalogue in the language of the person. English is the only one so far. */
export * as text from './en/index.ts';

/** A failure in words: what happened, and the next step. */
export function explain<Code extends ErrorCode>(failure: Failure<Code>): Explanation {
  return errors[failure.code](failure.details);
}

/** A notice in words. */
export const explainNotice = (notice: Notice): Explanation => say(notice.kind, notice);

type Notices = { [Kind in Notice['kind']]: Extract<Notice, { kind: Kind }> };
function say<Kind extends keyof Notices>(kind: Kind, notice: Notices[Kind]): Explanation {
  return notices[kind](notice);
}
