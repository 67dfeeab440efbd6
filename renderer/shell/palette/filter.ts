import type { SpotlightActionData, SpotlightActionGroupData, SpotlightFilterFunction } from '@mantine/spotlight';

/** Every word typed must be found; the order stays as it is: pages and direct actions before the contract. */
export const filterGroups: SpotlightFilterFunction = (query, groups) => {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ label, keywords }: SpotlightActionData) => {
    const words = `${label ?? ''} ${String(keywords ?? '')}`.toLowerCase();
    return wanted.every((word) => words.includes(word));
  };
  return groups.flatMap((group): (SpotlightActionData | SpotlightActionGroupData)[] => {
    if (!('actions' in group)) return fits(group) ? [group] : [];
    const actions = group.actions.filter(fits);
    return actions.length > 0 ? [{ ...group, actions }] : [];
  });
};
