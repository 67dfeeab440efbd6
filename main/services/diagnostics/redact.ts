import { redactAddresses } from './redact-addresses.ts';
import type { Known } from './known.ts';
import { redactPeople } from './redact-people.ts';
import { redactSecrets } from './redact-secrets.ts';

/**
 * Takes secrets and people out of a text. What it cannot tell from a secret goes, too: a support bundle is worth nothing
 * to whoever hesitates to send it. Doing it twice changes nothing; no pattern takes longer than the text is long.
 */
export const redact = (text: string, known: Known): string =>
  redactAddresses(redactPeople(redactSecrets(text, known), known));
