import { Button } from '@mantine/core';
import type { LicenseRow } from '#shared/models/license.ts';
import { text } from '#shared/text/index.ts';
import { Card } from '../../parts/page.tsx';
import { toastFailure } from '../../parts/toast.tsx';
import { useStores, useWho } from '../../state/use.tsx';
import css from './overview.module.css';

const words = text.window.overview;

/** My organizations, what is free for me in each, and which one I land in. */
export function OrganizationsCard({ rows }: { rows: readonly LicenseRow[] }) {
  const who = useWho();
  const stores = useStores();
  const makeDefault = (organization: string) => {
    stores.switchOrganization(organization, true).catch((error: unknown) => toastFailure(stores.explain(error)));
  };
  return (
    <Card title={words.organizations} aside={<span className={css.small}>{words.hint}</span>}>
      <ul className={css.needs}>
        {who?.memberships.map(({ organization, role, isDefault }) => {
          const own = rows.filter((row) => row.organization.id === organization.id);
          const free = own.filter(({ availability }) => availability === 'free').length;
          return (
            <li key={organization.id} className={css.need}>
              <div className={css.hereText}>
                <div className={css.needTitle}>
                  {organization.name}
                  <span className={css.small}> {text.window.shell.roles[role]}</span>
                </div>
                <div className={css.small}>{words.licensesFree(free, own.length)}</div>
              </div>
              {isDefault ? (
                <span className={css.badge}>{words.default}</span>
              ) : (
                <Button
                  size="sm"
                  aria-label={`${words.setDefault}: ${organization.name}`}
                  onClick={() => makeDefault(organization.id)}
                >
                  {words.setDefault}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
