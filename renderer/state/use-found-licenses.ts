import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { UsableLicenses } from '#shared/models/license.ts';
import { matches } from './license-lines.ts';
import { createPaged } from './paged.ts';
import { createConstant } from './resource.ts';
import type { Scope } from './stores.ts';
import { useApi, useLicenses, useStatus, useStores } from './use.tsx';

const pause = 150;
const none = { rows: [], total: 0, places: [] };

/**
 * Licenses that fit a query. What is here already is filtered at once, so that somebody who types quickly never waits;
 * where there are more than came so far, the cloud looks through all of them.
 */
export function useFoundLicenses(scope: Scope, query: string) {
  const { more, ...resource } = useLicenses(scope);
  const { value } = resource;
  const isAllHere = value !== null && value.rows.length >= value.total;
  const search = useSearched(scope, isAllHere ? '' : query.trim(), resource.at);
  const rows = useMemo(() => {
    const known = (value?.rows ?? []).filter((row) => matches(query, row));
    if (search.value === null) return known;
    const found = new Set(search.value.rows.map(({ id }) => id));
    return [...search.value.rows, ...known.filter(({ id }) => !found.has(id))];
  }, [value, query, search.value]);
  const { failure } = search;
  const shown = failure === null ? resource : { ...resource, phase: 'failed' as const, failure };
  const onward = query.trim() === '' || isAllHere ? more : search.more;
  // What has failed is tried again by a person, not for as long as the end of the list is in sight.
  return { resource: shown, rows, more: () => void (shown.failure === null && onward()) };
}

/**
 * What the cloud finds once somebody stops typing, and again whenever the list itself has come again (`stamp`): a seat
 * that was taken or freed shows in both. Null while it has not answered.
 */
function useSearched(scope: Scope, text: string, stamp: number | null) {
  const { cloud } = useApi();
  const { explain, now } = useStores();
  const machine = useStatus((status) => status.machine.id) ?? undefined;
  const store = useMemo(
    () =>
      text === ''
        ? { ...createConstant<UsableLicenses>(none), more: async () => {} }
        : createPaged(
            (page) => cloud.license[scope]({ text: text.slice(0, 80), machine, ...page }),
            ({ id }) => id,
            explain,
            now,
          ),
    [cloud, explain, now, scope, text, machine],
  );
  useEffect(() => {
    const timer = setTimeout(() => void store.refresh(), text === '' ? 0 : pause);
    return () => clearTimeout(timer);
  }, [store, text]);
  const seen = useRef(stamp);
  useEffect(() => {
    if (seen.current !== stamp) void store.refresh();
    seen.current = stamp;
  }, [stamp, store]);
  const { value, failure } = useStore(store);
  return { value: text === '' ? null : value, failure, more: store.more };
}
