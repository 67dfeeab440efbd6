const browsers = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;

const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iOS'],
  ['iPad', 'iOS'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const;

/** What a person recognizes a browser by in the list of sessions: names only, which are the same in every language. */
export function clientName(userAgent: string, address: string): string {
  const found = [browsers, systems].map((known) => known.find(([sign]) => userAgent.includes(sign))?.[1]);
  return [...found, address].filter(Boolean).join(', ') || '–';
}
