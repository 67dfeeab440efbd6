import { Failure } from '#shared/errors.ts';
import type { Release } from '#shared/models/release.ts';
import type { CloudParts, GuardedContext } from '../context.ts';
import { renewIndex } from '../releases/index.ts';
import { publishRelease, releaseOf } from '../releases/publish.ts';
import type { Write } from '../store/open.ts';
import { changeRelease, hasProduct, releaseAt, releasesOf } from '../store/queries/release.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';

/** What the vendor does with releases. */
export function vendorReleaseOperations(parts: CloudParts) {
  const { store, clock } = parts;

  /** Changes a release that is in sight, with the index that says so and the deed on record. */
  async function change(
    context: GuardedContext,
    tx: Write,
    verb: 'yank' | 'unyank' | 'unpublish',
    where: { product: string; version: string },
    to: Parameters<typeof changeRelease>[2],
    details: Record<string, unknown> = {},
  ): Promise<Release> {
    await store.lock(tx, 'product', where.product);
    const before = await releaseAt(tx, where.product, where.version);
    if (before === null || before.isUnpublished) throw new Failure('not-found', {});
    await changeRelease(tx, where, to);
    await renewIndex(tx, parts, before.manifest);
    await recordDeed(parts, context, tx, {
      action: `release.${verb}`,
      organization: null,
      subject: `${where.product} ${where.version}`,
      details,
    });
    return releaseOf({ ...before, yanked: to.yanked_reason === undefined ? before.yanked : to.yanked_reason });
  }

  return {
    publish: os.vendor.release.publish.handler(({ context, input }) =>
      publishRelease(parts, { doer: context, write: context.write }, input, clock.now()),
    ),
    list: os.vendor.release.list.handler(async ({ input: { product } }) => {
      if (!(await hasProduct(store.db, product))) throw new Failure('not-found', {});
      return (await releasesOf(store.db, [product])).map(releaseOf);
    }),
    yank: os.vendor.release.yank.handler(({ context, input: { reason, ...where } }) => {
      const by = context.caller?.person.id ?? null;
      const yanked = { yanked_at: clock.now(), yanked_reason: reason, yanked_by: by };
      return context.write((tx) => change(context, tx, 'yank', where, yanked, { reason }));
    }),
    unyank: os.vendor.release.unyank.handler(({ context, input }) => {
      const available = { yanked_at: null, yanked_reason: null, yanked_by: null };
      return context.write((tx) => change(context, tx, 'unyank', input, available));
    }),
    unpublish: os.vendor.release.unpublish.handler(({ context, input }) =>
      context.write(async (tx) => {
        await change(context, tx, 'unpublish', input, { unpublished_at: clock.now() });
        return {};
      }),
    ),
  };
}
