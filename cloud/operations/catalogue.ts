import { callerOf, type CloudParts } from '../context.ts';
import { licensedProducts, readCatalogue } from '../store/queries/catalogue.ts';
import { os } from './base.ts';

/** What is sold, as far as it concerns the person who asks. */
export function catalogueOperations({ store }: CloudParts) {
  return {
    show: os.catalogue.show.handler(async ({ context }) => {
      const products = await licensedProducts(store.db, callerOf(context).person.id);
      return readCatalogue(store.db, { products });
    }),
  };
}
