import { z } from 'zod';

/** One line wherever it is shown: without control characters, and without marks that turn the writing round. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]*$/u, 'must be one line');
