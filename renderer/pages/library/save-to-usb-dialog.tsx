import { Button, Checkbox, Modal, Radio } from '@mantine/core';
import { IconDeviceUsb } from '@tabler/icons-react';
import { useState } from 'react';
import type { Drive } from '#shared/models/offline.ts';
import type { ReleaseHere } from '#shared/models/release.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { line } from '../../parts/icons.ts';
import { FailureNote } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { useLast } from '../../parts/use-last.ts';
import { letterOf, shortNameOf } from '../../state/offline-places.ts';
import { roomOn, sizeOf, targetFor } from '../../state/usb.ts';
import { useAction, useApi, useShelf, useStatus } from '../../state/use.tsx';
import css from './library.module.css';

const words = text.window.library.save;

interface SaveToUsbDialogProps {
  /** What goes onto a stick. */
  release: ReleaseHere | null;
  /** The artifacts that are ticked at first. */
  artifacts: readonly string[];
  opened: boolean;
  onClose: () => void;
}

/** Chooses a stick and what goes onto it, with everything that proves it there (D6). The rest happens in the transfers. */
export function SaveToUsbDialog({ release, artifacts, opened, onClose }: SaveToUsbDialogProps) {
  const { companion } = useApi();
  const shown = useLast(release);
  const products = useShelf().value?.products ?? [];
  if (!companion || !shown) return null;
  const product = products.find((each) => each.product.id === shown.product)?.product.name ?? shown.product;
  const name = `${product} ${shown.version}`;
  return (
    <Modal opened={opened} onClose={onClose} title={words.title(name)} size="35rem" withCloseButton={false}>
      <Choose companion={companion} release={shown} name={name} first={artifacts} onClose={onClose} />
    </Modal>
  );
}

interface ChooseProps {
  companion: CompanionClient;
  release: ReleaseHere;
  /** "Graphics 25.4.1" */
  name: string;
  first: readonly string[];
  onClose: () => void;
}

function Choose({ companion, release, name, first, onClose }: ChooseProps) {
  const drives = useStatus((status) => status.drives) ?? [];
  const cloud = useStatus((status) => status.cloud.name);
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set(first));
  const [preferred, prefer] = useState<string | null>(null);
  const { bytes, fetched } = sizeOf(release.artifacts, chosen);
  const target = targetFor(drives, bytes, preferred);
  const save = useAction(async (drive: Drive) => {
    const { product, version } = release;
    await companion.library.save({ product, version, drive: drive.id, artifacts: [...chosen] });
    toast({
      tally: 'held',
      icon: 'sent',
      title: words.started(name, shortNameOf(drive)),
      message: words.startedBody,
    });
    onClose();
  });
  const tick = (id: string, isWanted: boolean) => {
    const next = new Set(chosen);
    if (isWanted) next.add(id);
    else next.delete(id);
    choose(next);
  };
  return (
    <form
      className={css.dialog}
      onSubmit={(event) => {
        event.preventDefault();
        if (target) void save.run(target);
      }}
    >
      <div className={css.scroll}>
        <p className={css.hint}>{words.proofs(cloud)}</p>
        <Drives drives={drives} bytes={bytes} chosen={target?.id ?? null} onChoose={prefer} />
        <section className={css.part} aria-label={words.files}>
          <h3 className={css.partTitle}>{words.files}</h3>
          <ul>
            {release.artifacts.map(({ id, title, kind, size, isHere }) => (
              <li key={id} className={css.pick}>
                <Checkbox
                  className={css.pickBox}
                  checked={chosen.has(id)}
                  onChange={(event) => tick(id, event.currentTarget.checked)}
                  label={title}
                  description={`${text.transfers.kinds[kind]}, ${text.sizes.bytes(size)}`}
                />
                {(isHere || chosen.has(id)) && (
                  <span className={css.pickEnd}>{isHere ? words.isHere : words.isFetched}</span>
                )}
              </li>
            ))}
          </ul>
        </section>
      </div>
      <p className={css.summary} role="status">
        {chosen.size === 0 ? words.nothing : words.needed(bytes, fetched)}
      </p>
      <FailureNote failure={save.failure} />
      <div className={css.buttons}>
        <Button onClick={onClose}>{text.window.library.notNow}</Button>
        <Button
          type="submit"
          variant="filled"
          data-autofocus
          leftSection={<IconDeviceUsb {...line} />}
          loading={save.busy}
          disabled={!target || chosen.size === 0}
        >
          {target ? words.confirm(bytes, shortNameOf(target)) : words.confirmNone}
        </Button>
      </div>
    </form>
  );
}

interface DrivesProps {
  drives: readonly Drive[];
  bytes: number;
  chosen: string | null;
  onChoose: (drive: string) => void;
}

/** The sticks in this machine, with the room on each. */
function Drives({ drives, bytes, chosen, onChoose }: DrivesProps) {
  if (drives.length === 0)
    return (
      <section className={css.part} aria-label={words.drives}>
        <h3 className={css.partTitle}>{words.none}</h3>
        <p className={css.hint}>{words.noneBody}</p>
      </section>
    );
  return (
    <section className={css.part} aria-label={words.drives}>
      <h3 className={css.partTitle}>{words.drives}</h3>
      <Radio.Group value={chosen ?? ''} onChange={onChoose} aria-label={words.drives}>
        {drives.map((drive) => {
          const room = roomOn(drive, bytes);
          const letter = letterOf(drive.id);
          return (
            <Radio.Card key={drive.id} value={drive.id} className={css.choice} disabled={room !== 'fits'}>
              <Radio.Indicator size="xs" />
              <span className={css.choiceName}>
                {letter && <code>{letter}</code>}
                <span>{drive.label}</span>
              </span>
              <span className={css.choiceEnd}>{roomWords(drive, room)}</span>
            </Radio.Card>
          );
        })}
      </Radio.Group>
    </section>
  );
}

function roomWords({ freeBytes }: Drive, room: ReturnType<typeof roomOn>): string {
  if (room === 'read-only') return words.readOnly;
  if (freeBytes === null) return words.freeUnknown;
  return room === 'too-small' ? words.tooSmall(freeBytes) : words.free(freeBytes);
}
