import { text } from '#shared/text/index.ts';

/** The store of releases cannot be reached, or refuses. The message is for people. */
export class StoreTrouble extends Error {
  constructor(where: string, why: string, options?: ErrorOptions) {
    super(text.cloud.releaseStoreUnusable(where, why.replace(/\.$/, '')), options);
  }
}
