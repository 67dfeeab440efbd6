import { Failure } from '#shared/errors.ts';
import type { CloudParts } from '../context.ts';
import { titleOf } from '../rules/document.ts';
import { addDocument, documentsOf, findDocument } from '../store/queries/document.ts';
import { isUniqueViolation } from '../store/trouble.ts';
import { recordDeed } from './audit.ts';
import { os } from './base.ts';

/** What everybody may read before they agree to it. */
export function documentOperations({ store }: Pick<CloudParts, 'store'>) {
  return {
    show: os.document.show.handler(async ({ input: { kind, version } }) => {
      const found = await findDocument(store.db, kind, version);
      if (!found) throw new Failure('not-found', {});
      return found;
    }),
  };
}

/** Publishing what people agree to. */
export function vendorDocumentOperations(parts: CloudParts) {
  const { store, clock } = parts;
  return {
    publish: os.vendor.document.publish.handler(async ({ context, input: { kind, version, text, title: given } }) => {
      const title = given ?? titleOf(text);
      if (title === null)
        throw new Failure('invalid-input', { problems: [{ field: 'title', problem: 'the text has no heading' }] });
      const published = { kind, version, title, publishedAt: clock.now() };
      try {
        return await context.write(async (tx) => {
          if (await findDocument(tx, kind, version)) throw new Failure('document-exists', { version });
          await addDocument(tx, { ...published, text, publishedBy: context.caller?.person.id ?? null });
          const deed = {
            action: 'document.publish',
            organization: null,
            subject: `${kind} ${version}`,
            details: { kind, version, title },
          };
          await recordDeed(parts, context, tx, deed);
          return published;
        });
      } catch (error) {
        // Of two versions at once one is the newest; the other is looked at again first.
        if (isUniqueViolation(error)) throw new Failure('conflict', {}, { cause: error });
        throw error;
      }
    }),
    list: os.vendor.document.list.handler(() => documentsOf(store.db)),
  };
}
