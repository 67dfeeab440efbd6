import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconArrowBarToUp,
  IconArrowDown,
  IconArrowUp,
  IconDots,
  IconPlayerPause,
  IconPlayerPlay,
  IconX,
} from '@tabler/icons-react';
import { type KeyboardEvent, memo } from 'react';
import type { LibraryEntry } from '#shared/models/release.ts';
import type { Transfer } from '#shared/models/transfer.ts';
import { text } from '#shared/text/index.ts';
import { line } from '../../parts/icons.ts';
import { Keycap } from '../../parts/keys.tsx';
import { actsOf, asksBeforeCancel } from '../../state/transfer-lines.ts';
import { useStatus, useStores } from '../../state/use.tsx';
import { useEntry } from './use-artifact.ts';
import { useReveal } from './use-reveal.ts';
import { useTransferActs } from './use-transfer-acts.ts';
import css from './dock.module.css';

const words = text.window.downloads;
const own = words.transfers;

interface TransferButtonsProps extends Pick<Transfer, 'id' | 'state' | 'kind' | 'version'> {
  title: string;
  product: string;
  artifact: string;
  onLeave: (transfer: Transfer) => void;
  onInstall: (entry: LibraryEntry) => void;
}

/** What can be done with a transfer. Drawn anew when its state changes, not as it goes on. Alt and an arrow move it. */
export const TransferButtons = memo(function TransferButtons(props: TransferButtonsProps) {
  const { id, title, state, kind, product, version, artifact, onLeave, onInstall } = props;
  const { transfers } = useStores();
  const acts = useTransferActs();
  const reveal = useReveal();
  const ref = { product, version, artifact };
  const entry = useEntry(ref);
  const platform = useStatus((status) => status.machine.platform);
  const may = actsOf({ state, kind });
  const isForHere = entry?.kind === 'installer' && (entry.platform === null || entry.platform === platform);
  const leave = () => {
    const transfer = transfers.getState().byId[id];
    if (transfer && asksBeforeCancel(transfer)) onLeave(transfer);
    else acts.cancel(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!may.move || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    acts.move(id, event.key === 'ArrowUp' ? 'up' : 'down');
  };
  return (
    <div className={css.acts}>
      {may.retry && (
        <Button size="sm" aria-label={own.tryAgain(title)} onClick={() => acts.resume(id)}>
          {words.tryAgain}
        </Button>
      )}
      {may.open && (
        <span className={css.wordActs}>
          <Button size="sm" aria-label={words.showNamed(title)} onClick={() => void reveal(ref)}>
            {words.show}
          </Button>
          {isForHere && (
            <Button size="sm" aria-label={own.install(title)} onClick={() => onInstall(entry)}>
              {words.install}
            </Button>
          )}
        </span>
      )}
      {may.move && <Place id={id} title={title} onKeyDown={onKeyDown} />}
      {may.pause && (
        <ActionIcon size="sm" aria-label={own.pause(title)} onKeyDown={onKeyDown} onClick={() => acts.pause(id)}>
          <IconPlayerPause {...line} />
        </ActionIcon>
      )}
      {may.resume && (
        <ActionIcon size="sm" aria-label={own.resume(title)} onKeyDown={onKeyDown} onClick={() => acts.resume(id)}>
          <IconPlayerPlay {...line} />
        </ActionIcon>
      )}
      <ActionIcon
        size="sm"
        aria-label={state === 'done' ? own.forget(title) : own.cancel(title)}
        onKeyDown={onKeyDown}
        onClick={leave}
      >
        <IconX {...line} />
      </ActionIcon>
    </div>
  );
});

interface PlaceProps {
  id: string;
  title: string;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** Where it stands in the queue, for those who do not use the keys. */
function Place({ id, title, onKeyDown }: PlaceProps) {
  const acts = useTransferActs();
  return (
    <Menu position="top-end" width="14rem">
      <Menu.Target>
        <ActionIcon size="sm" aria-label={own.menu(title)} onKeyDown={onKeyDown}>
          <IconDots {...line} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconArrowBarToUp {...line} />} onClick={() => acts.move(id, 'first')}>
          {own.moveFirst}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowUp {...line} />}
          rightSection={<Keycap>{own.moveKeys.up}</Keycap>}
          onClick={() => acts.move(id, 'up')}
        >
          {own.moveUp}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown {...line} />}
          rightSection={<Keycap>{own.moveKeys.down}</Keycap>}
          onClick={() => acts.move(id, 'down')}
        >
          {own.moveDown}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
