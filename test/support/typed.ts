import { createORPCClient } from '@orpc/client';
import { createDirectLink } from '#main/forwarding.ts';
import { runCommandLine } from '#main/hosts/cli/run.ts';
import type { CompanionClient } from '#main/owner.ts';
import type { HeldLease } from '#shared/models/status.ts';
import { day } from '#shared/models/time.ts';
import { createFakeCompanion } from './fake-companion.ts';
import { createFakeTerminal } from './fake-terminal.ts';
import { noon } from './signed-files.ts';

type Answers = Parameters<typeof createFakeCompanion>[0];

/** Runs a command line against a companion that answers as told. Words are parted by single blanks. */
export async function typed(line: string, answers: Answers = {}, terminal = createFakeTerminal()) {
  const { router } = createFakeCompanion(answers);
  const link = createDirectLink(router);
  const client = createORPCClient<CompanionClient>(link);
  const ownership = { role: () => 'owner' as const, router, client, link, stop: async () => {} };
  const exit = await runCommandLine(line.split(' ').filter(Boolean), terminal, async () => ownership);
  return { exit, out: terminal.said(), error: terminal.complained() };
}

export const heldLease = (change: Partial<HeldLease> = {}): HeldLease => ({
  id: 'S-1',
  organization: { id: 'O-1', name: 'Northlight Studios' },
  timeZone: 'Europe/Oslo',
  license: 'L-1',
  product: { id: 'graphics', name: 'Graphics' },
  edition: { id: 'xr', name: 'XR' },
  services: [],
  person: 'Ingrid Aas',
  mode: 'offline',
  leaseEndsAt: noon + 30 * day,
  licenseEndsAt: noon + 400 * day,
  unassignGraceEndsAt: null,
  graceEndsAt: noon + 33 * day,
  standing: 'valid',
  ...change,
});
