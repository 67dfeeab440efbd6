import { z } from 'zod';

/** How a list is written into a file. */
export const ExportFormat = z.enum(['csv', 'json-lines']);
export type ExportFormat = z.infer<typeof ExportFormat>;
