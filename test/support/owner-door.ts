import { createORPCClient } from '@orpc/client';
import { knock } from '#main/adapters/owner-door.ts';
import type { Link } from '#main/forwarding.ts';
import type { CompanionClient } from '#main/owner.ts';

/** Asks the owner of a state folder, and never becomes it. */
export async function doorOf(stateFolder: string): Promise<{ client: CompanionClient; link: Link }> {
  const link = await knock(stateFolder, AbortSignal.timeout(5_000));
  if (!link) throw new Error(`nobody owns ${stateFolder}`);
  return { client: createORPCClient(link), link };
}
