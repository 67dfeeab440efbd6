import { CloudAbout } from '#shared/contract/cloud/about.ts';
import type { Write } from '../store/open.ts';
import { sampleFact } from './about.ts';

/** The sample person has a password of their own now: the cloud no longer tells everybody the one they had. */
export async function forgetSamplePassword(tx: Write, email: string): Promise<void> {
  const fact = await tx.selectFrom('cloud_fact').select('value').where('name', '=', sampleFact).executeTakeFirst();
  if (!fact) return;
  const sample = CloudAbout.shape.sample.parse(JSON.parse(fact.value));
  if (sample?.email !== email) return;
  // The fact itself stays: it says that this cloud holds the sample.
  await tx.updateTable('cloud_fact').set({ value: 'null' }).where('name', '=', sampleFact).execute();
}
