import { Failure } from '#shared/errors.ts';
import type { CloudParts } from '../context.ts';
import { unpublishRelease, unyankRelease, yankRelease } from '../releases/change.ts';
import { publishRelease, releaseOf } from '../releases/publish.ts';
import { nameOfProduct, releasesOf } from '../store/queries/release.ts';
import { os } from './base.ts';

/** What the vendor does with releases. */
export function vendorReleaseOperations(parts: CloudParts) {
  const { store, clock } = parts;
  return {
    publish: os.vendor.release.publish.handler(({ context, input }) =>
      publishRelease(parts, { doer: context, write: context.write }, input, clock.now()),
    ),
    list: os.vendor.release.list.handler(async ({ input: { product } }) => {
      if ((await nameOfProduct(store.db, product)) === null) throw new Failure('not-found', {});
      return (await releasesOf(store.db, [product])).map(releaseOf);
    }),
    yank: os.vendor.release.yank.handler(({ context, input }) =>
      context.write((tx) => yankRelease(parts, context, tx, input, input.reason)),
    ),
    unyank: os.vendor.release.unyank.handler(({ context, input }) =>
      context.write((tx) => unyankRelease(parts, context, tx, input)),
    ),
    unpublish: os.vendor.release.unpublish.handler(({ context, input }) =>
      context.write(async (tx) => {
        await unpublishRelease(parts, context, tx, input);
        return {};
      }),
    ),
  };
}
