import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from '#shared/contract/index.ts';
import type { Api } from './api.ts';

/** The desktop app's door: says it is ready, and gets a message port from the preload script in return. */
export async function openWindowDoor(page: Window, signal: AbortSignal): Promise<Api> {
  const port = await new Promise<MessagePort>((resolve, reject) => {
    const stop = () => page.removeEventListener('message', hear);
    const hear = ({ source, data, ports: [handed] }: MessageEvent) => {
      if (source !== page || data?.type !== 'greenroom-port' || !handed) return;
      stop();
      resolve(handed);
    };
    page.addEventListener('message', hear);
    signal.addEventListener('abort', () => {
      stop();
      reject(signal.reason);
    });
    page.postMessage({ type: 'greenroom-ready' }, page.origin);
  });
  port.start();
  const client: ContractRouterClient<typeof contract> = createORPCClient(new RPCLink({ port }));
  return { door: 'window', cloud: client.cloud, companion: client.companion };
}
