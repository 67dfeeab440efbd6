import { useState } from 'react';
import { may } from '#shared/models/role.ts';
import { text } from '#shared/text/index.ts';
import { Page } from '../../../parts/page.tsx';
import { ErrorState, LoadingState } from '../../../parts/states.tsx';
import { createResource } from '../../../state/resource.ts';
import { useApi, useResource, useStores } from '../../../state/use.tsx';
import organizationCss from '../organization.module.css';
import type { TabProps } from '../tab.ts';
import { DomainsCard } from './domains-card.tsx';
import { ProviderCard } from './provider-card.tsx';
import css from './sign-on.module.css';
import { UseCard } from './use-card.tsx';

const words = text.window.singleSignOn;

/** How people sign in at the organization's own provider; managers see it, Owners change it. */
export function SignOnTab({ organization, role, tabs }: TabProps) {
  const { cloud } = useApi();
  const { explain, now } = useStores();
  const [store] = useState(() =>
    createResource(() => cloud.singleSignOn.show({ organization: organization.id }), explain, now),
  );
  const { value, failure, refresh } = useResource(store);
  const shared = { organization: organization.id, mayEdit: may(role, 'organization.edit'), onChanged: refresh };
  return (
    <Page title={text.window.organization.title} beside={tabs}>
      {value ? (
        <div className={organizationCss.cards}>
          <ProviderCard {...shared} value={value} />
          <div className={css.column}>
            <DomainsCard {...shared} value={value} />
            <UseCard {...shared} value={value} />
          </div>
        </div>
      ) : failure ? (
        <ErrorState
          failure={failure}
          title={words.failed}
          action={{ label: text.window.parts.tryAgain, run: () => void refresh() }}
        />
      ) : (
        <LoadingState />
      )}
    </Page>
  );
}
