import { Modal } from '@mantine/core';
import { IconDeviceUsb, IconShieldQuestion } from '@tabler/icons-react';
import { useEffect, useMemo } from 'react';
import { useLocation } from 'wouter';
import type { CarriedRelease } from '#shared/models/release.ts';
import type { Drive } from '#shared/models/offline.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { EmptyState, ErrorState, LoadingState } from '../../parts/states.tsx';
import { knowsItsCloud } from '../../state/offline-here.ts';
import { shortNameOf } from '../../state/offline-places.ts';
import { createResource } from '../../state/resource.ts';
import { useApi, useResource, useStatus, useStores } from '../../state/use.tsx';
import { CarriedReleases } from './carried-releases.tsx';
import css from './library.module.css';

const words = text.window.library.add;

interface AddFromUsbDialogProps {
  opened: boolean;
  onClose: () => void;
  /** It goes on in the transfers. */
  onAdded?: (() => void) | undefined;
}

/** The releases on the sticks in this machine, verified as far as that is quick, and the way into the library (D6). */
export function AddFromUsbDialog({ opened, onClose, onAdded }: AddFromUsbDialogProps) {
  const { companion } = useApi();
  if (!companion) return null;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.title}
      size="35rem"
      closeButtonProps={{ 'aria-label': text.window.parts.close }}
    >
      <div className={css.body}>
        <Inside companion={companion} onClose={onClose} onAdded={onAdded} />
      </div>
    </Modal>
  );
}

interface InsideProps extends Omit<AddFromUsbDialogProps, 'opened'> {
  companion: CompanionClient;
}

function Inside({ companion, onClose, onAdded }: InsideProps) {
  const drives = useStatus((status) => status.drives) ?? [];
  const isKnown = useStatus(knowsItsCloud) ?? true;
  const carried = useCarried(companion, drives);
  const [, go] = useLocation();
  if (!isKnown)
    return (
      <EmptyState
        icon={<IconShieldQuestion size={20} stroke={1.75} />}
        title={words.noCloud}
        action={{
          label: words.toTrust,
          run: () => {
            onClose();
            go('/offline');
          },
        }}
      >
        {words.noCloudBody}
      </EmptyState>
    );
  if (drives.length === 0)
    return (
      <EmptyState icon={<IconDeviceUsb size={20} stroke={1.75} />} title={words.none}>
        {words.noneBody}
      </EmptyState>
    );
  if (!carried.value)
    return carried.failure ? (
      <ErrorState
        failure={carried.failure}
        action={{ label: words.tryAgain, run: () => void carried.refresh(), busy: carried.phase === 'loading' }}
      />
    ) : (
      <LoadingState label={words.looking} />
    );
  if (carried.value.length === 0)
    return (
      <EmptyState
        icon={<IconDeviceUsb size={20} stroke={1.75} />}
        title={words.nothing(drives.map(shortNameOf).join(', '))}
        other={{ label: words.tryAgain, run: () => void carried.refresh(), busy: carried.phase === 'loading' }}
      >
        {words.nothingBody}
      </EmptyState>
    );
  return (
    <CarriedReleases
      companion={companion}
      carried={carried.value}
      drives={drives}
      onClose={onClose}
      onAdded={onAdded}
    />
  );
}

/** What the sticks carry; looked at again whenever one comes or goes. */
function useCarried(companion: CompanionClient, drives: readonly Drive[]) {
  const { explain, now } = useStores();
  const store = useMemo(
    () => createResource<CarriedRelease[]>(() => companion.library.carried({}), explain, now),
    [companion, explain, now],
  );
  const plugged = drives.map(({ id }) => id).join('\n');
  useEffect(() => {
    if (plugged !== '') void store.refresh();
  }, [store, plugged]);
  return useResource(store);
}
