import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'wouter';
import { useStore } from 'zustand';
import type { Membership } from '#shared/models/person.ts';
import { may } from '#shared/models/role.ts';
import { text } from '#shared/text/index.ts';
import { TallyIcon } from '../../parts/tally.tsx';
import { toastFailure } from '../../parts/toast.tsx';
import { makeIntake } from '../../state/offline-kept.ts';
import { useApi, useKept, useStores } from '../../state/use.tsx';
import css from './offline.module.css';

const words = text.window.intake;

/** Somebody whose page led here: the files that are added now are for them, until somebody says otherwise. */
export function OnBehalf({ place }: { place: Membership }) {
  const { cloud } = useApi();
  const { explain } = useStores();
  const intake = useKept(makeIntake);
  const person = useStore(intake, (state) => state.person);
  const [params, setParams] = useSearchParams();
  const [name, setName] = useState('');
  const organization = place.organization.id;
  const mayAct = may(place.role, 'offline.for-others');
  const wanted = mayAct ? params.get('person') : null;
  useEffect(() => {
    if (wanted === null) return;
    intake.workOnBehalf(wanted);
    // Once it is taken it is out of the address: it would come back with every other visit.
    setParams({}, { replace: true });
  }, [intake, wanted, setParams]);
  useEffect(() => {
    if (person === null) return;
    let isWanted = true;
    cloud.team.show({ organization, person }).then(
      ({ entry }) => isWanted && setName(entry.called ?? entry.person.name),
      // The files are nobody's in particular then, which whoever chose somebody has to know.
      (error: unknown) => {
        if (!isWanted) return;
        intake.workOnBehalf(null);
        toastFailure(explain(error));
      },
    );
    return () => {
      isWanted = false;
    };
  }, [cloud, explain, intake, organization, person]);
  if (person === null || name === '') return null;
  return (
    <div className={css.behalf} role="status">
      <TallyIcon state="held" icon="user" />
      <span>{words.onBehalf(name)}</span>
      <Button size="sm" variant="subtle" onClick={() => intake.workOnBehalf(null)}>
        {words.onBehalfEnd}
      </Button>
    </div>
  );
}
