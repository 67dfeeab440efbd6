import { may } from '#shared/models/role.ts';
import { text } from '#shared/text/index.ts';
import { CopyCode } from '../../parts/copy.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { ErrorState, LoadingState } from '../../parts/states.tsx';
import { useResource, useStores } from '../../state/use.tsx';
import { CloseCard } from './close-card.tsx';
import { CompanyCard } from './company-card.tsx';
import { RulesCard } from './rules-card.tsx';
import css from './organization.module.css';
import type { TabProps } from './tab.ts';

const words = text.window.organization;

/** What the organization is called, its rules, its company data (T8). */
export function DetailsTab({ organization, role, tabs }: TabProps) {
  const { of } = useStores();
  const rules = useResource(of.rules.of(organization.id));
  const company = useResource(of.company.of(organization.id));
  const mayEdit = may(role, 'organization.edit');
  const failure = rules.value ? company.failure : rules.failure;
  const retry = () => void Promise.all([rules.refresh(), company.refresh()]);
  return (
    <Page title={words.title} beside={tabs}>
      {rules.value && company.value ? (
        <div className={css.cards}>
          <RulesCard value={rules.value} mayEdit={mayEdit} onSaved={rules.refresh} />
          <Card title={words.about}>
            <Facts
              facts={[
                { label: words.role, value: text.roleName(role, rules.value.roleSet) },
                { label: words.owners, value: rules.value.owners.map(({ name }) => name).join(', ') },
                { label: words.people, value: rules.value.people },
                { label: words.licenses, value: rules.value.licenses },
                { label: words.id, value: <CopyCode value={organization.id} /> },
              ]}
            />
          </Card>
          <CompanyCard
            organization={organization.id}
            value={company.value}
            mayEdit={mayEdit}
            onSaved={company.refresh}
          />
          {may(role, 'organization.close') && <CloseCard organization={organization} />}
        </div>
      ) : failure ? (
        <ErrorState failure={failure} title={words.failed} action={{ label: text.window.parts.tryAgain, run: retry }} />
      ) : (
        <LoadingState />
      )}
    </Page>
  );
}
