import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Membership, OrganizationRef } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { Card } from '../../parts/page.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { toast } from '../../parts/toast.tsx';
import { openCreate } from '../../shell/create-organization.ts';
import { useAction, useStores } from '../../state/use.tsx';
import { LeaveDialog } from '../team/leave-dialog.tsx';
import css from './account.module.css';

const words = text.window.account;
const { shell } = text.window;

/** Where I belong, as what, and which one I land in. Choosing a default also switches to it (T2). */
export function OrganizationsCard({ memberships }: { memberships: readonly Membership[] }) {
  const { switchOrganization } = useStores();
  const choose = useAction(async ({ id, name }: Membership['organization']) => {
    await switchOrganization(id, true);
    toast({ tally: 'held', icon: 'check', title: words.isDefault(name), message: words.isDefaultBody });
  });
  const [leaving, setLeaving] = useState<OrganizationRef | null>(null);
  const [isAsking, ask] = useState(false);
  const isChoice = memberships.length > 1;
  return (
    <Card title={words.organizations}>
      <p className={css.lead}>
        {memberships.length === 0 ? words.noOrganizations : isChoice && words.organizationsLead}
      </p>
      <ul className={css.rows}>
        {memberships.map(({ organization, role, roleSet, isDefault }) => (
          <li key={organization.id} className={css.row}>
            <div className={css.rowText}>
              <div className={css.rowName}>{organization.name}</div>
              <div className={css.second}>{text.roleName(role, roleSet)}</div>
            </div>
            {isChoice && isDefault && (
              <Tally state="held" icon="check">
                {shell.default}
              </Tally>
            )}
            {isChoice && !isDefault && (
              <Button
                size="sm"
                disabled={choose.busy}
                onClick={() => void choose.run(organization)}
                aria-label={words.makeDefaultOf(organization.name)}
              >
                {words.makeDefault}
              </Button>
            )}
            <Button
              size="sm"
              onClick={() => {
                setLeaving(organization);
                ask(true);
              }}
              aria-label={words.leaveOf(organization.name)}
            >
              {words.leave}
            </Button>
          </li>
        ))}
      </ul>
      <FailureNote failure={choose.failure} />
      <div className={css.buttons}>
        <Button onClick={openCreate}>{text.window.organization.create}</Button>
      </div>
      {leaving && <LeaveDialog organization={leaving} opened={isAsking} onClose={() => ask(false)} />}
    </Card>
  );
}
