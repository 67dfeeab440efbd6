import { isDeepStrictEqual } from 'node:util';

export type Changes = Record<string, { from: unknown; to: unknown }>;

/** What a change really changes, for the audit log: from what to what. What is left out, or stays as it was, is not in it. */
export function changesOf(before: object, wanted: object): Changes {
  const last = new Map<string, unknown>(Object.entries(before));
  return Object.fromEntries(
    Object.entries(wanted)
      .filter(([field, to]: [string, unknown]) => to !== undefined && !isDeepStrictEqual(to, last.get(field)))
      .map(([field, to]: [string, unknown]) => [field, { from: last.get(field) ?? null, to }]),
  );
}
