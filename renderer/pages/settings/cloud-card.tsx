import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { dates } from '#shared/text/en/dates.ts';
import type { CloudStatus } from '#shared/models/status.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { Facts } from '../../parts/facts.tsx';
import { Card } from '../../parts/page.tsx';
import { Tally } from '../../parts/tally.tsx';
import type { Tally as State } from '../../state/tally.ts';
import { useNow, useStatus, useZone } from '../../state/use.tsx';
import { CloudChange } from './cloud-change.tsx';
import css from './settings.module.css';

const words = text.window.settings;

const tallies: Record<CloudStatus['state'], State> = {
  unknown: 'free',
  reachable: 'held',
  unreachable: 'soon',
  refused: 'ended',
};

/** Which cloud this machine belongs to, how it is, and how to move to another. */
export function CloudCard({ companion }: { companion: CompanionClient }) {
  const cloud = useStatus((status) => status.cloud);
  const now = useNow();
  const zone = useZone();
  const [changing, change] = useDisclosure();
  if (!cloud) return null;
  const { name, url, embedded, fingerprint, state, lastContactAt } = cloud;
  return (
    <Card
      title={words.cloud}
      aside={
        <Tally state={tallies[state]} icon={state === 'unreachable' ? 'waiting' : undefined} chip>
          {words.states[state]}
        </Tally>
      }
    >
      <div className={css.stack}>
        <Facts
          facts={[
            ...(name === null ? [] : [{ label: words.cloudName, value: name }]),
            { label: words.address, value: embedded ? words.embedded : <span className={css.mono}>{url}</span> },
            ...(fingerprint === null
              ? []
              : [{ label: words.fingerprint, value: <span className={css.mono}>{fingerprint}</span> }]),
            ...(lastContactAt === null
              ? []
              : [{ label: words.lastContact, value: dates.relative(lastContactAt, now, zone) }]),
          ]}
        />
        <Button onClick={change.open}>{words.change}</Button>
      </div>
      <Modal opened={changing} onClose={change.close} title={words.changeTitle} withCloseButton={false}>
        <CloudChange companion={companion} embedded={embedded} onDone={change.close} />
      </Modal>
    </Card>
  );
}
