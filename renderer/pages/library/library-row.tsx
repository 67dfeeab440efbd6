import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconDots, IconFolder, IconPin, IconPinFilled, IconTrash } from '@tabler/icons-react';
import type { LibraryEntry } from '#shared/models/release.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { ArtifactIcon } from '../../parts/artifact-icon.tsx';
import { line } from '../../parts/icons.ts';
import { toast, toastFailure } from '../../parts/toast.tsx';
import { firstActOf } from '../../state/library.ts';
import { useStores, useZone } from '../../state/use.tsx';
import { OpenButton } from './open-button.tsx';
import css from './library.module.css';

const words = text.window.library;

interface LibraryRowProps {
  companion: CompanionClient;
  entry: LibraryEntry;
  onInstall: () => void;
  onRemove: () => void;
}

/** One verified file: what it is, whether it is kept, and what to do with it. */
export function LibraryRow({ companion, entry, onInstall, onRemove }: LibraryRowProps) {
  const { library, explain } = useStores();
  const zone = useZone();
  const { product, version, artifact, title, kind, size, verifiedAt, isKept, isOld } = entry;
  const ref = { product, version, artifact };
  const attempt = (act: Promise<unknown>) => void act.catch((error: unknown) => toastFailure(explain(error)));
  const show = async () => {
    const { path } = await companion.library.reveal(ref);
    toast({ tally: 'held', icon: 'check', title: words.shown(entry.fileName), message: path });
  };
  const keep = async () => {
    await companion.library.keep({ ...ref, isKept: !isKept });
    await library?.refresh();
  };
  const pin = isKept ? words.noLongerKeep(title) : words.keep(title);
  return (
    <li className={css.row}>
      <span className={css.icon}>
        <ArtifactIcon kind={kind} />
      </span>
      <div className={css.words}>
        <span className={css.nameLine}>
          <span className={css.name}>{title}</span>
          {isKept ? (
            <span className={css.badge}>{words.kept}</span>
          ) : (
            isOld && <span className={css.badge}>{words.oldVersion}</span>
          )}
        </span>
        <span className={css.second}>
          {text.transfers.kinds[kind]}, {text.sizes.bytes(size)},{' '}
          <span title={dates.full(verifiedAt, zone)}>{words.verified(dates.day(verifiedAt, zone))}</span>
        </span>
      </div>
      <Tooltip label={pin}>
        <ActionIcon
          size="sm"
          aria-label={words.keep(title)}
          aria-pressed={isKept}
          onClick={() => attempt(keep())}
          className={css.pin}
        >
          {isKept ? <IconPinFilled {...line} /> : <IconPin {...line} />}
        </ActionIcon>
      </Tooltip>
      <FirstAct entry={entry} onInstall={onInstall} onShow={() => attempt(show())} />
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="sm" variant="default" aria-label={words.menu(title)}>
            <IconDots {...line} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconFolder {...line} />} onClick={() => attempt(show())}>
            {words.showInFolder}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash {...line} />} onClick={onRemove}>
            {words.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}

/** The one thing most people want of such a file. */
function FirstAct({ entry, onInstall, onShow }: { entry: LibraryEntry; onInstall: () => void; onShow: () => void }) {
  const { product, version, artifact, title } = entry;
  switch (firstActOf(entry)) {
    case 'install':
      return (
        <Button size="sm" onClick={onInstall} aria-label={words.installNamed(title)}>
          {words.install}
        </Button>
      );
    case 'open':
      return <OpenButton artifact={{ product, version, artifact }} title={title} />;
    case 'show':
      return (
        <Button size="sm" onClick={onShow} aria-label={words.showNamed(title)}>
          {words.show}
        </Button>
      );
  }
}
