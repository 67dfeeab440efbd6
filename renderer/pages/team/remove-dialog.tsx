import type { RemovedPerson, TeamPerson } from '#shared/models/team.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { toast } from '../../parts/toast.tsx';
import { useLast } from '../../parts/use-last.ts';
import { useAction, useApi, useStores, useZone } from '../../state/use.tsx';
import type { TeamPlace } from './team-place.ts';

const words = text.window.team;

interface RemoveDialogProps {
  /** null: closed. */
  people: readonly TeamPerson[] | null;
  place: TeamPlace;
  onDone: () => void;
  onClose: () => void;
}

/** Removes one or several people, after saying what that does to what runs; then says who could not be, and why. */
export function RemoveDialog({ people, place, onDone, onClose }: RemoveDialogProps) {
  const { organization, onChanged } = place;
  const { cloud } = useApi();
  const { refreshSeats } = useStores();
  const zone = useZone(organization.id);
  const shown = useLast(people);
  const remove = useAction(async (all: readonly TeamPerson[]) => {
    const ids = all.map(({ person }) => person.id);
    const { people: answers } = await cloud.team.remove({ organization: organization.id, people: ids });
    const removed = answers.flatMap((answer) => (answer.outcome === 'removed' ? [answer] : []));
    const seats = removed.reduce((sum, each) => sum + each.seats.length, 0);
    const keys = removed.reduce((sum, each) => sum + each.keys, 0);
    const message = [words.removeSeats(seats), words.removeKeys(keys)].join(' ').trim();
    toast({ tally: 'free', title: words.removeDone(removed.length), message });
    const left = answers.filter(({ outcome }) => outcome !== 'removed');
    if (left.length > 0)
      toast({
        tally: 'ended',
        title: words.removeLeft(left.length),
        message: left.map((answer) => `${nameIn(all, answer.person)} ${whyNot(answer, zone)}`).join('. '),
      });
    onDone();
    onClose();
    await Promise.all([onChanged(), refreshSeats()]);
  });
  if (!shown) return null;
  const [first] = shown;
  const names = shown.length === 1 && first ? nameOf(first) : words.removeMany(shown.length);
  return (
    <ConfirmDialog
      opened={people !== null}
      title={words.removeTitle(names, organization.name)}
      safe={words.removeSafe(shown.length)}
      confirm={words.removeConfirm}
      busy={remove.busy}
      failure={remove.failure}
      onConfirm={() => void remove.run(shown)}
      onClose={() => {
        remove.clear();
        onClose();
      }}
    >
      {shown.length > 1 && <p>{shown.map(nameOf).join(', ')}</p>}
      {words.removeBody}
    </ConfirmDialog>
  );
}

const nameOf = ({ called, person }: TeamPerson) => called ?? person.name;

function nameIn(all: readonly TeamPerson[], id: string): string {
  const found = all.find(({ person }) => person.id === id);
  return found ? nameOf(found) : id;
}

function whyNot(answer: RemovedPerson, zone: string): string {
  if (answer.outcome === 'removed') return '';
  if (answer.outcome === 'seat-is-offline') return words.refusedOffline(answer.machine, dates.day(answer.until, zone));
  return words.refused[answer.outcome];
}
