import { Failure } from '#shared/errors.ts';
import type { Membership } from '#shared/models/person.ts';
import type { CloudClient } from './ports.ts';
import { isTransportTrouble } from './cloud-state.ts';
import type { Session } from './session.ts';

interface Mine {
  current: string | null;
  memberships: Membership[];
}

export interface Organizations {
  list(): Promise<Mine>;
  switch(organization: string, asDefault: boolean): Promise<{ current: string }>;
}

/** Where the person belongs, and where they work now. */
export function createOrganizations(cloud: CloudClient, session: Session): Organizations {
  /** As the cloud says; as it said last where it cannot be reached. */
  async function memberships(): Promise<Membership[]> {
    try {
      return (await session.refresh()).memberships;
    } catch (error) {
      if (!isTransportTrouble(error)) throw error;
      return (await session.who()).memberships;
    }
  }

  return {
    async list() {
      const mine = await memberships();
      const now = session.show();
      return { current: now.state === 'signed-in' ? now.current : null, memberships: mine };
    },
    async switch(organization, asDefault) {
      if (!(await memberships()).some((membership) => membership.organization.id === organization))
        throw new Failure('not-found', {});
      if (asDefault) {
        await cloud.organization.setDefault({ organization });
        await session.refresh();
      }
      session.switchTo(organization);
      return { current: organization };
    },
  };
}
