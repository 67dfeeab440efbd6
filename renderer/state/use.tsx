import { createContext, use, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Failure } from '#shared/errors.ts';
import type { MachineSummary } from '#shared/models/machine-view.ts';
import { may, type Role, rolesIn } from '#shared/models/role.ts';
import type { Status } from '#shared/models/status.ts';
import { minute } from '#shared/models/time.ts';
import { text } from '#shared/text/index.ts';
import type { Api } from '../api/api.ts';
import { createConstant, type Resource, type ResourceStore } from './resource.ts';
import { membershipOf } from './session.ts';
import type { Around, Scope, Stores } from './stores.ts';
import type { Transfers } from './transfers.ts';

const Context = createContext<{ api: Api; stores: Stores } | null>(null);

export function StateProvider({ api, stores, children }: { api: Api; stores: Stores; children: ReactNode }) {
  return <Context value={{ api, stores }}>{children}</Context>;
}

function useContextValue() {
  const value = use(Context);
  if (!value) throw new Error('a page was used outside StateProvider');
  return value;
}

export const useApi = (): Api => useContextValue().api;
export const useStores = (): Stores => useContextValue().stores;

/** What this machine says about itself; null in the portal, and before the first word came. */
export function useStatus<T>(select: (status: Status) => T): T | null {
  return useStore(useStores().live, ({ status }) => (status ? select(status) : null));
}

/** A store that is made when the first page needs it, and outlives that page. */
export const useKept = <T,>(create: (around: Around) => T): T => useStores().keep(create);

export const useLive = () => useStore(useStores().live);
export const useSession = () => useStore(useStores().session);

/** Who is signed in, and the organization they work in; null when nobody is. */
export function useWho() {
  const session = useSession();
  if (session.state !== 'signed-in') return null;
  return { ...session.who, current: membershipOf(session.who, session.current) };
}

/** A resource, fetched when the first page needs it. */
export function useResource<T>(store: ResourceStore<T>): Resource<T> & { refresh: () => Promise<void> } {
  const resource = useStore(store);
  useEffect(() => {
    if (store.getState().phase === 'idle') void store.refresh();
  }, [store]);
  return { ...resource, refresh: store.refresh };
}

/** The same, fetched again every minute while it is looked at: of what changes by itself. */
export function useFresh<T>(store: ResourceStore<T>): Resource<T> & { refresh: () => Promise<void> } {
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && void store.refresh(), minute);
    return () => clearInterval(timer);
  }, [store]);
  return useResource(store);
}

/** Licenses that are mine, or that I may use, page by page. */
export function useLicenses(scope: Scope) {
  const store = useStores().licenses[scope];
  return { ...useResource(store), more: store.more };
}

/** The organization the person works in, where they may see its machines; else null. */
export function useManaged() {
  const current = useWho()?.current ?? null;
  return current && may(current.role, 'machine.view') ? current : null;
}

/** The machines of the organization the person manages, in figures and the first of them; none while they are not known. */
export function useFleet(): MachineSummary {
  const { of } = useStores();
  const organization = useManaged()?.organization.id ?? null;
  return useResource(organization === null ? nowhere : of.fleet.of(organization)).value ?? noMachines;
}
const noMachines: MachineSummary = { machines: 0, needs: 0, foremost: [] };
/** For whoever manages no organization. */
const nowhere = createConstant(noMachines);

/** Releases to choose from, fetched when the first page needs them. */
export const useShelf = () => useResource(useStores().shelf);

/** Something of the transfers; drawn anew only when it changes. */
export const useTransfers = <T,>(select: (transfers: Transfers) => T): T =>
  useStore(useStores().transfers, useShallow(select));

export const useLinks = () => useResource(useStores().links);

/** The zone dates are shown in: of the organization asked for, else of the one the person works in. */
export function useZone(organization?: string): string {
  const who = useWho();
  const found = who?.memberships.find((membership) => membership.organization.id === organization);
  return (found ?? who?.current)?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Which roles an organization uses, and what it calls them; of the one the person works in when none is asked for. */
export function useRoles(organization?: string) {
  const who = useWho();
  const found = who?.memberships.find((membership) => membership.organization.id === organization) ?? who?.current;
  const roleSet = found?.roleSet ?? 'full';
  return useMemo(
    () => ({ roleSet, nameOf: (role: Role) => text.roleName(role, roleSet), used: rolesIn(roleSet) }),
    [roleSet],
  );
}

/** Trusted time, ticking: what the machine says it is, else this browser's clock. */
export function useNow(every = 30_000): number {
  const { live, now } = useStores();
  const { status, receivedAt } = useStore(live);
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), every);
    return () => clearInterval(timer);
  }, [every]);
  return status ? status.now + (now() - receivedAt) : now();
}

export interface Action<Args extends unknown[], T> {
  /** Does it. Null when it failed: the reason is in `failure`. */
  run: (...args: Args) => Promise<T | null>;
  busy: boolean;
  failure: Failure | null;
  clear: () => void;
}

/** One thing a person can do: busy while it runs, its failure kept to be shown in place. */
export function useAction<Args extends unknown[], T>(act: (...args: Args) => Promise<T>): Action<Args, T> {
  const { explain } = useStores();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const running = useRef(false);
  const run = async (...args: Args) => {
    if (running.current) return null;
    running.current = true;
    setBusy(true);
    setFailure(null);
    try {
      return await act(...args);
    } catch (error) {
      setFailure(explain(error));
      return null;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { run, busy, failure, clear: () => setFailure(null) };
}
