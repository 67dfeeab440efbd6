import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from '#shared/contract/index.ts';
import type { Door } from './door.ts';

export type CloudClient = ContractRouterClient<(typeof contract)['cloud']>;
export type CompanionClient = ContractRouterClient<(typeof contract)['companion']>;

/** Everything a page can ask for. In the portal there is no machine behind the page, so no companion. */
export interface Api {
  door: Door;
  cloud: CloudClient;
  companion: CompanionClient | null;
}
