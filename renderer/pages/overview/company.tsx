import { text } from '#shared/text/index.ts';
import { useResource, useStores } from '../../state/use.tsx';

const words = text.window.overview;

/** What stands on the bills, on one line; nothing while it is not known. */
export function Company({ organization }: { organization: string }) {
  const { of } = useStores();
  const { value } = useResource(of.company.of(organization));
  if (!value) return null;
  const { legalName, address, vatId } = value;
  const known = [legalName, ...address, vatId && `${words.vatId} ${vatId}`].filter(Boolean);
  return (
    <div>
      {words.company}: {known.length > 0 ? known.join(', ') : words.companyNone}
    </div>
  );
}
