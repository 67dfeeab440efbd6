import { z } from 'zod';
import { Id } from './id.ts';

/** What a support bundle is made of, in this order. */
export const DiagnosticsStep = z.enum([
  'machine',
  'cloud',
  'leases',
  'offline',
  'transfers',
  'secrets',
  'settings',
  'log',
  'network',
  'clock',
]);
export type DiagnosticsStep = z.infer<typeof DiagnosticsStep>;

/** What one step found out, as it will be in the bundle, to the letter. */
export const DiagnosticsSection = z.object({
  step: DiagnosticsStep,
  title: z.string(),
  failed: z.boolean().describe('the step could not find out all of it; the text says why'),
  text: z.string(),
});
export type DiagnosticsSection = z.infer<typeof DiagnosticsSection>;

/** How far it is: the first event has no section, each further one that of the step which is done. */
export const DiagnosticsEvent = z.object({
  report: Id.describe('names what was collected, for as long as Greenroom runs'),
  done: z.int(),
  all: z.int(),
  section: DiagnosticsSection.nullable(),
});
export type DiagnosticsEvent = z.infer<typeof DiagnosticsEvent>;

export const DiagnosticsBundle = z.object({
  name: z.string(),
  data: z.string().describe('a zip file, as base64'),
  bytes: z.int(),
  files: z.array(z.string()).describe('what is in it'),
});
export type DiagnosticsBundle = z.infer<typeof DiagnosticsBundle>;
