import { fileURLToPath } from 'node:url';
import type { CloudConfig } from './config.ts';
import type { CloudParts } from './context.ts';
import { startHousekeeping } from './housekeeping.ts';
import { startDeliveries } from './integrations/worker.ts';
import { drain } from './http/drain.ts';
import { createServer } from './http/server.ts';
import { watchKeys } from './keys/watch.ts';
import { createParts, type World } from './parts.ts';
import { createCloudRouter } from './router.ts';

export interface RunningCloud {
  url: string;
  parts: CloudParts;
  /** Finishes the calls that are under way, then closes everything. */
  stop(): Promise<void>;
}

export interface StartOptions extends World {
  portalFolder?: string;
  /** Fills an empty cloud before it listens. */
  seed?(parts: CloudParts): Promise<void>;
}

const builtPortal = fileURLToPath(new URL('../dist/renderer', import.meta.url));

/** Starts one process of a cloud. */
export async function startCloud(config: CloudConfig, options: StartOptions): Promise<RunningCloud> {
  const parts = await createParts(config, options);
  try {
    await options.seed?.(parts);
    const server = await createServer(parts, createCloudRouter(parts), options.portalFolder ?? builtPortal);
    await server.listen({ host: config.host, port: config.port });
    const stopHousekeeping = startHousekeeping(parts);
    const stopWatching = watchKeys(parts);
    const stopDeliveries = startDeliveries(parts);
    return {
      url: config.publicUrl,
      parts,
      async stop() {
        stopWatching();
        await drain(server);
        await stopDeliveries();
        await stopHousekeeping();
        await parts.stop();
      },
    };
  } catch (error) {
    await parts.stop();
    throw error;
  }
}
