import { z } from 'zod';

/** SHA-256 of signed payload bytes, in hex. */
export const Digest = z.string().regex(/^[0-9a-f]{64}$/);
