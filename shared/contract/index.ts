import { cloudContract } from './cloud/index.ts';
import { companionContract } from './companion/index.ts';

/**
 * The table of contents of Greenroom. A companion serves both halves; what it is asked of `cloud` it passes on,
 * except the operations that hold a token. The cloud serves its own half.
 */
export const contract = { companion: companionContract, cloud: cloudContract };
