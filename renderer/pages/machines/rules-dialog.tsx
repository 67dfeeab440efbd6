import { Button, Modal, Switch } from '@mantine/core';
import type { OrganizationRef } from '#shared/models/person.ts';
import { may, type Role } from '#shared/models/role.ts';
import { text } from '#shared/text/index.ts';
import { FailureNote, LoadingState } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { useAction, useApi, useResource, useStores } from '../../state/use.tsx';
import css from './machines.module.css';

const words = text.window.machines;

interface RulesDialogProps {
  organization: OrganizationRef;
  role: Role;
  opened: boolean;
  onClose: () => void;
}

/** What the organization allows its machines; managers see it, Owners change it. */
export function RulesDialog({ organization, role, opened, onClose }: RulesDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={words.rulesTitle(organization.name)} withCloseButton={false}>
      <div className={css.dialog}>
        <Rules organization={organization} role={role} />
        <div className={css.buttons}>
          <Button onClick={onClose} data-autofocus>
            {text.window.parts.close}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function Rules({ organization, role }: Pick<RulesDialogProps, 'organization' | 'role'>) {
  const { cloud } = useApi();
  const { of } = useStores();
  const { value, failure, refresh } = useResource(of.rules.of(organization.id));
  const allow = useAction(async (offlineUntilEnd: boolean) => {
    await cloud.organization.update({ organization: organization.id, offlineUntilEnd });
    await refresh();
  });
  if (!value) return failure ? <FailureNote failure={failure} /> : <LoadingState />;
  if (!may(role, 'organization.edit'))
    return (
      <div>
        <h3 className={css.subtitle}>{words.offlineUntilEnd}</h3>
        <Tally state={value.offlineUntilEnd ? 'held' : 'free'}>
          {value.offlineUntilEnd ? words.allowed : words.notAllowed}
        </Tally>
        <p className={css.hint}>
          {words.offlineUntilEndHint} {words.rulesOwner}
        </p>
      </div>
    );
  return (
    <>
      <Switch
        label={words.offlineUntilEnd}
        description={words.offlineUntilEndHint}
        checked={value.offlineUntilEnd}
        onChange={(event) => void allow.run(event.currentTarget.checked)}
      />
      <FailureNote failure={allow.failure} />
    </>
  );
}
