import type { IntakeAnswer, IntakeItem } from '#shared/models/offline.ts';
import type { CallingMachine } from '../../../support/calling-machine.ts';
import type { LicensingCloud } from '../../../support/licensing-cloud.ts';

/** Carries files to an organization and has them answered; one answer for each. */
export function issue(
  cloud: LicensingCloud,
  person: { id: string },
  organization: string,
  ...items: (string | IntakeItem)[]
): Promise<IntakeAnswer[]> {
  return cloud.as(person).offline.issue({ organization, items: items.map(itemOf) });
}

/** The same for one file. */
export async function issueOne(
  cloud: LicensingCloud,
  person: { id: string },
  organization: string,
  item: string | IntakeItem,
): Promise<IntakeAnswer> {
  const [answer] = await issue(cloud, person, organization, item);
  if (!answer) throw new Error('no answer');
  return answer;
}

/** A file of an answer; throws with the verdict when there is none. */
export function fileOf({ file, verdict }: IntakeAnswer): string {
  if (file === null) throw new Error(`not answered: ${JSON.stringify(verdict)}`);
  return file.text;
}

/** Request, trip, license: the machine is offline afterwards. Answers the id of its lease of this license. */
export async function sendOffline(
  cloud: LicensingCloud,
  { person, organization, license }: { person: { id: string }; organization: string; license: string },
  machine: CallingMachine,
  days: number | null = 30,
): Promise<string> {
  const answer = await issueOne(cloud, person, organization, { text: machine.request(), license, days });
  const lease = machine.applyCarried(fileOf(answer)).leases.find((each) => each.license.id === license);
  if (!lease) throw new Error('the license holds no lease');
  return lease.id;
}

const itemOf = (item: string | IntakeItem): IntakeItem => (typeof item === 'string' ? { text: item } : item);
