import { Button } from '@mantine/core';
import { IconCornerUpLeft, IconDeviceDesktop, IconFileExport, IconServer2, IconUserEdit } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { MachineView } from '#shared/models/machine-view.ts';
import type { OrganizationRef } from '#shared/models/person.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { PanelHead } from '../../parts/panel-head.tsx';
import { FramedIcon } from '../../parts/product-glyph.tsx';
import { CopyCode } from '../../parts/copy.tsx';
import { Facts } from '../../parts/facts.tsx';
import { line as icon } from '../../parts/icons.ts';
import { SidePanel } from '../../parts/side-panel.tsx';
import { Tally } from '../../parts/tally.tsx';
import {
  actsOf,
  type MachineLease,
  type MachineLine,
  standingOfFile,
  standingOfLease,
} from '../../state/machine-lines.ts';
import { useNow, useZone } from '../../state/use.tsx';
import { TwoDates } from '../license/details.tsx';
import type { Act } from './act.ts';
import { seenIn } from './cells.tsx';
import { HardwareNote } from './hardware-note.tsx';
import css from './machines.module.css';

const words = text.window.machines;
const common = text.window.license;

interface MachinePanelProps {
  line: MachineLine;
  organization: OrganizationRef;
  isHere: boolean;
  onAct: (act: Act) => void;
  onClose: () => void;
}

/** One machine: what should be settled, each lease with its two dates and its file, and the machine itself. */
export function MachinePanel({ line, organization, isHere, onAct, onClose }: MachinePanelProps) {
  const { machine, standing, hardware, tally } = line;
  const told = tally === hardware.tally && tally !== standing.tally ? hardware : standing;
  const [only] = machine.leases;
  const single = machine.leases.length === 1 ? only : undefined;
  return (
    <SidePanel
      label={machine.name}
      opened
      onClose={onClose}
      head={
        <Tally state={told.tally} icon={told.icon} chip>
          {told.word}
        </Tally>
      }
      foot={single && <LeaseActs machine={machine} lease={single} onAct={onAct} />}
    >
      <Head machine={machine} isHere={isHere} />
      <HardwareNote machine={machine} onAct={onAct} />
      {machine.leases.length === 0 && <p className={css.quiet}>{words.noLeaseBody}</p>}
      {machine.leases.map((lease) => (
        <Lease key={lease.id} lease={lease} organization={organization}>
          {!single && <LeaseActs machine={machine} lease={lease} onAct={onAct} />}
        </Lease>
      ))}
      <About machine={machine} hardware={line.hardware} organization={organization} />
    </SidePanel>
  );
}

function Head({ machine, isHere }: { machine: MachineView; isHere: boolean }) {
  const Icon = machine.isEphemeral ? IconServer2 : IconDeviceDesktop;
  const platform = words.platforms[machine.platform];
  return (
    <PanelHead picture={<FramedIcon icon={Icon} big />} title={machine.name} isCode>
      {isHere ? words.hereOn(platform) : platform}
    </PanelHead>
  );
}

interface LeaseProps {
  lease: MachineLease;
  organization: OrganizationRef;
  children: ReactNode;
}

function Lease({ lease, organization, children }: LeaseProps) {
  const now = useNow(60_000);
  const zone = useZone(organization.id);
  const { acknowledgement } = lease;
  const file = acknowledgement && standingOfFile(acknowledgement);
  const since = lease.mode === 'online' ? common.onlineSince : common.offlineSince;
  return (
    <section className={css.lease} aria-label={lease.licenseName}>
      <h3 className={css.leaseName}>{lease.licenseName}</h3>
      <TwoDates
        row={{ organization, revokedAt: null, endsAt: lease.licenseEndsAt }}
        leaseEndsAt={lease.leaseEndsAt}
        state={standingOfLease(lease, now).tally}
      />
      <Facts
        facts={[
          { label: words.facts.person, value: lease.person?.name ?? words.nobody },
          { label: words.facts.mode, value: since(dates.shortDay(lease.startedAt, zone)) },
          ...(file && acknowledgement
            ? [
                {
                  label: words.facts.file,
                  value: (
                    <>
                      <Tally state={file.tally} icon={file.icon}>
                        {file.word}
                      </Tally>
                      {acknowledgement !== 'confirmed' && (
                        <p className={css.hint}>{words.acknowledgementHints[acknowledgement]}</p>
                      )}
                    </>
                  ),
                },
              ]
            : []),
          { label: words.facts.lease, value: <CopyCode value={lease.id} /> },
        ]}
      />
      {children}
    </section>
  );
}

interface LeaseActsProps {
  machine: MachineView;
  lease: MachineLease;
  onAct: (act: Act) => void;
}

/** What the rules let a manager do with a lease from here. */
function LeaseActs({ machine, lease, onAct }: LeaseActsProps) {
  const may = actsOf(lease, machine);
  const act = (kind: 'release' | 'return' | 'renew' | 'person') => () => onAct({ kind, machine, lease });
  return (
    <div className={css.acts}>
      {may.renew && (
        <Button leftSection={<IconFileExport {...icon} />} onClick={act('renew')}>
          {words.renew}
        </Button>
      )}
      {may.return && (
        <Button leftSection={<IconCornerUpLeft {...icon} />} onClick={act('return')}>
          {words.return}
        </Button>
      )}
      {may.release && (
        <Button leftSection={<IconCornerUpLeft {...icon} />} onClick={act('release')}>
          {words.release}
        </Button>
      )}
      {may.person && (
        <Button leftSection={<IconUserEdit {...icon} />} onClick={act('person')}>
          {words.changePerson}
        </Button>
      )}
    </div>
  );
}

type AboutProps = Pick<MachinePanelProps, 'organization'> & Pick<MachineLine, 'machine' | 'hardware'>;

function About({ machine, hardware, organization }: AboutProps) {
  const now = useNow(60_000);
  const zone = useZone(organization.id);
  return (
    <section className={css.section}>
      <h3 className={css.sectionTitle}>{words.theMachine}</h3>
      <Facts
        facts={[
          { label: words.facts.lastSeen, value: seenIn(machine, { now, zone }) },
          {
            label: words.facts.hardware,
            value: (
              <Tally state={hardware.tally} icon={hardware.icon}>
                {hardware.word}
              </Tally>
            ),
          },
          { label: words.facts.enrolled, value: machine.isEphemeral ? words.byRoom : words.byItself },
          { label: words.facts.version, value: machine.appVersion },
          { label: words.facts.key, value: <CopyCode value={machine.id} /> },
        ]}
      />
    </section>
  );
}
