import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { OwnedOrganization } from '#shared/models/organization.ts';
import { may } from '#shared/models/role.ts';
import { text } from '#shared/text/index.ts';
import { Card } from '../../parts/page.tsx';
import { toastFailure } from '../../parts/toast.tsx';
import { useLicenses, useResource, useStores, useWho } from '../../state/use.tsx';
import { Company } from './company.tsx';
import css from './overview.module.css';

const words = text.window.overview;

/** My organizations, each with its figures, whom to ask there, and what its managers know (T1, T8). */
export function OrganizationsCard() {
  const places = useLicenses('mine').value?.places ?? [];
  const who = useWho();
  const { organizations } = useStores();
  const mine = useResource(organizations);
  useFollowing(who?.memberships.map(({ organization, role }) => `${organization.id} ${organization.name} ${role}`));
  if (!who) return null;
  const { memberships } = who;
  const isChoice = memberships.length > 1;
  return (
    <Card
      title={isChoice ? words.organizations : words.organization}
      aside={isChoice && <span className={css.small}>{words.hint}</span>}
    >
      <ul className={css.needs}>
        {memberships.map((membership) => {
          const { organization } = membership;
          const found = mine.value?.find(({ id }) => id === organization.id) ?? null;
          const own = places.find((place) => place.organization.id === organization.id);
          return (
            <li key={organization.id} className={css.need}>
              <div className={css.hereText}>
                <div className={css.needTitle}>
                  {organization.name}
                  <span className={css.small}> {text.roleName(membership.role, membership.roleSet)}</span>
                </div>
                <div className={css.small}>{words.licensesFree(own?.free ?? 0, own?.total ?? 0)}</div>
                {found && <Figures organization={found} />}
              </div>
              {isChoice && <Default id={organization.id} name={organization.name} isDefault={membership.isDefault} />}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

/** Figures, whom to ask, and what stands on the bills for whoever may see it. */
function Figures({ organization }: { organization: OwnedOrganization }) {
  const { id, people, licenses, owners, role, buyers } = organization;
  const names = owners.map(({ name }) => name);
  return (
    <div className={css.small}>
      <div>{words.figures(people, licenses)}</div>
      {names.length > 0 && (
        <div>
          {words.ask(names)}: {names.join(', ')}
        </div>
      )}
      {role !== 'owner' && may(role, 'license.buy', { buyers }) && <div>{words.mayBuy}</div>}
      {may(role, 'organization.view-company') && <Company organization={id} />}
    </div>
  );
}

function Default({ id, name, isDefault }: { id: string; name: string; isDefault: boolean }) {
  const stores = useStores();
  if (isDefault) return <span className={css.badge}>{words.default}</span>;
  const makeDefault = () => {
    stores.switchOrganization(id, true).catch((error: unknown) => toastFailure(stores.explain(error)));
  };
  return (
    <Button size="sm" aria-label={`${words.setDefault}: ${name}`} onClick={makeDefault}>
      {words.setDefault}
    </Button>
  );
}

/** Asks anew when it is another list of organizations: one was made, closed, renamed, or I have another role. */
function useFollowing(memberships: readonly string[] | undefined) {
  const { organizations } = useStores();
  const signature = memberships?.join('\n') ?? '';
  const last = useRef(signature);
  useEffect(() => {
    if (last.current !== signature) void organizations.refresh();
    last.current = signature;
  }, [organizations, signature]);
}
