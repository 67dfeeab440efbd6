import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { may, type Role } from '#shared/models/role.ts';
import type { TeamLicense } from '#shared/models/team.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { toast } from '../../parts/toast.tsx';
import { useLast } from '../../parts/use-last.ts';
import type { TeamLine } from '../../state/team-lines.ts';
import { useAction, useApi, useStores, useZone } from '../../state/use.tsx';
import type { TeamPlace } from './team-place.ts';
import css from './person.module.css';

const words = text.window.person;

interface UnassignDialogProps {
  /** null: closed. */
  licenses: readonly TeamLicense[] | null;
  line: TeamLine;
  place: TeamPlace;
  onDone: () => void;
  onClose: () => void;
}

/** Takes licenses from somebody, after saying of each what that does; what is offline stands in the way, with the ways out. */
export function UnassignDialog({ licenses, line, place, onDone, onClose }: UnassignDialogProps) {
  const { cloud } = useApi();
  const { refreshSeats } = useStores();
  const [, go] = useLocation();
  const zone = useZone(place.organization.id);
  const shown = useLast(licenses);
  const unassign = useAction(async (all: readonly TeamLicense[]) => {
    const { unassigned } = await cloud.license.unassign({ licenses: all.map(({ id }) => id), person: line.id });
    const graces = unassigned.filter(({ graceEndsAt }) => graceEndsAt !== null).length;
    toast({
      tally: graces > 0 ? 'soon' : 'free',
      title: words.unassignDone(unassigned.length),
      message: words.unassignGrace(graces),
    });
    onDone();
    onClose();
    await Promise.all([place.onChanged(), refreshSeats()]);
  });
  const [first] = shown ?? [];
  if (!shown || !first) return null;
  const offline = shown.flatMap(({ leases }) => leases.filter(({ mode }) => mode === 'offline'));
  const close = () => {
    unassign.clear();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={licenses !== null}
      title={
        shown.length === 1
          ? words.unassignTitle(first.name, line.name)
          : words.unassignTitleMany(shown.length, line.name)
      }
      safe={words.unassignSafe}
      confirm={words.unassignConfirm}
      busy={unassign.busy}
      failure={unassign.failure}
      onConfirm={() => void unassign.run(shown)}
      onClose={close}
    >
      <ul className={css.effects}>
        {shown.flatMap((license) =>
          effectsOf(license, line.role, zone).map((effect) => (
            <li key={`${license.id} ${effect}`}>
              {shown.length > 1 && <strong>{license.name}: </strong>}
              {effect}
            </li>
          )),
        )}
      </ul>
      {offline.length > 0 && (
        <div className={css.buttons}>
          <Button size="sm" onClick={() => go(`/offline?person=${line.id}`)}>
            {words.toReturn}
          </Button>
          {offline.slice(0, 3).map(({ id, machine }) => (
            <Button key={id} size="sm" onClick={() => go(`/machines/${machine.id}`)}>
              {words.toMachine(machine.name)}
            </Button>
          ))}
        </div>
      )}
    </ConfirmDialog>
  );
}

/** What it does to each seat, in the words of the rule (L6). The cloud decides; this only says so before. */
function effectsOf({ kind, leases }: TeamLicense, role: Role, zone: string): string[] {
  const { effects } = words;
  if (leases.length === 0) return [effects.idle];
  if (kind === 'floating' && may(role, 'license.take-floating')) return [effects.role];
  return leases.map(({ mode, machine, leaseEndsAt, unassignGraceEndsAt }) => {
    if (mode === 'offline') return effects.offline(machine.name, dates.dayAndTime(leaseEndsAt, zone));
    if (unassignGraceEndsAt !== null) return effects.running(machine.name, dates.dayAndTime(unassignGraceEndsAt, zone));
    return effects.grace(machine.name);
  });
}
