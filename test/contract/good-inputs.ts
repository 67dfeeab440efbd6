import { cloudInputs } from './good-inputs-cloud.ts';
import { companionInputs } from './good-inputs-companion.ts';

/** One input per operation that its schema accepts. An operation that is not here fails the door test. */
export const goodInputs: Record<string, object> = { ...companionInputs, ...cloudInputs };
