/** Every time zone there is, the one that is chosen among them. */
const zones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
export const zonesWith = (chosen: string): string[] => (zones.includes(chosen) ? zones : [chosen, ...zones]);
