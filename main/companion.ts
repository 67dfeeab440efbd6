import type { Router } from '@orpc/server';
import type { contract } from '#shared/contract/index.ts';
import type { Status } from '#shared/models/status.ts';

/** Serves the whole contract, so that every door (port, HTTP, arguments) only translates. */
export type CompanionRouter = Router<typeof contract, Record<string, never>>;

/** The companion, put together. One per machine does the work: the owner of the state folder. */
export interface Companion {
  router: CompanionRouter;
  status(): Status;
  /** Starts the heartbeat, which starts the rest; returns at once. The returned function stops it and closes. */
  start(): () => Promise<void>;
  /** Ends what a call may have begun: an embedded cloud, a sign-in that waits. For a host that never starts. */
  close(): Promise<void>;
}
