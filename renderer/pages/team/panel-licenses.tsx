import { useState } from 'react';
import type { TeamLicense } from '#shared/models/team.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { FailureNote, LoadingState } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { createResource } from '../../state/resource.ts';
import { standingOfTeamLease } from '../../state/team-lines.ts';
import { useApi, useFresh, useNow, useStores, useZone } from '../../state/use.tsx';
import css from './team.module.css';

const words = text.window.team;
const common = text.window.license;

/** So many fit a quick look; all of them are on the page of the person. */
const most = 8;

/** The licenses of one person, and how each seat is doing. */
export function PanelLicenses({ person, organization }: { person: string; organization: string }) {
  const { cloud } = useApi();
  const { explain, now: clock } = useStores();
  const [store] = useState(() => createResource(() => cloud.team.show({ organization, person }), explain, clock));
  const { value, failure } = useFresh(store);
  const licenses = value?.licenses ?? [];
  return (
    <section className={css.section}>
      <h3 className={css.sectionTitle}>{words.licensesTitle}</h3>
      {value === null && (failure ? <FailureNote failure={failure} /> : <LoadingState />)}
      {value?.licenses.length === 0 && <p className={css.quiet}>{words.noLicenses}</p>}
      {licenses.length > 0 && (
        <ul className={css.licenses}>
          {licenses.slice(0, most).map((license) => (
            <License key={license.id} license={license} organization={organization} />
          ))}
        </ul>
      )}
      {licenses.length > most && <p className={css.hint}>{words.moreLicenses(licenses.length - most)}</p>}
    </section>
  );
}

function License({ license, organization }: { license: TeamLicense; organization: string }) {
  const now = useNow(60_000);
  const zone = useZone(organization);
  const ends = license.endsAt === null ? common.neverEnds : common.ends(dates.day(license.endsAt, zone));
  return (
    <li className={css.license}>
      <div className={css.name}>{license.name}</div>
      <div className={css.hint}>{license.isAssigned ? ends : `${ends}, ${words.byRole}`}</div>
      {license.leases.length === 0 && <Tally state="free">{words.idle}</Tally>}
      {license.leases.map((lease) => {
        const { tally, icon: shape, word } = standingOfTeamLease(lease, license.endsAt, now);
        return (
          <div key={lease.id} className={css.seat}>
            <code className={css.machine}>{lease.machine.name}</code>
            <Tally state={tally} icon={shape}>
              {word}
            </Tally>
            <span className={css.hint}>
              {common.until(dates.dayAndTime(lease.unassignGraceEndsAt ?? lease.leaseEndsAt, zone))}
            </span>
          </div>
        );
      })}
    </li>
  );
}
