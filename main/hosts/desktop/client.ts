import type { ContractRouterClient } from '@orpc/contract';
import type { companionContract } from '#shared/contract/companion/index.ts';

export type CompanionClient = ContractRouterClient<typeof companionContract>;
