import type { ResourceStore } from './resource.ts';

/** One resource for each organization that was looked at. */
export interface ByOrganization<T> {
  of: (organization: string) => ResourceStore<T>;
  /** Those that were looked at so far. */
  all: () => ResourceStore<T>[];
}

export function createByOrganization<T>(make: (organization: string) => ResourceStore<T>): ByOrganization<T> {
  const known = new Map<string, ResourceStore<T>>();
  return {
    of(organization) {
      const found = known.get(organization) ?? make(organization);
      known.set(organization, found);
      return found;
    },
    all: () => [...known.values()],
  };
}
