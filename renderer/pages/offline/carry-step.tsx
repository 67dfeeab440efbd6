import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconDownload, IconFileExport, IconQrcode, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { CarriedFile, Drive, OpenRequest } from '#shared/models/offline.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { line } from '../../parts/icons.ts';
import { FailureNote } from '../../parts/states.tsx';
import { useLast } from '../../parts/use-last.ts';
import { shortNameOf, targetOf } from '../../state/offline-places.ts';
import { useAction, useNow, useStatus, useZone } from '../../state/use.tsx';
import { QrDialog } from './qr-dialog.tsx';
import { useSave } from './use-save.ts';
import css from './offline.module.css';

const words = text.window.offline.carry;

interface CarryStepProps {
  companion: CompanionClient;
  requests: readonly OpenRequest[];
  drives: readonly Drive[];
}

/** The requests that are on their way: saved again, shown again, or forgotten. */
export function CarryStep({ companion, requests, drives }: CarryStepProps) {
  const drive = targetOf(drives, null);
  const save = useSave();
  const machine = useStatus((status) => status.machine.name) ?? '';
  const [shown, showQr] = useState<CarriedFile | null>(null);
  const [forgetting, forget] = useState<OpenRequest | null>(null);
  const asked = useLast(forgetting);
  const again = useAction(async ({ id }: OpenRequest, way: 'drive' | 'download' | 'qr') => {
    const { file } = await companion.offline.showRequest({ request: id });
    if (way === 'qr') showQr(file);
    else await save(file, way === 'drive' ? drive : null);
  });
  const drop = useAction(async ({ id }: OpenRequest) => {
    await companion.offline.dropRequest({ request: id });
    forget(null);
  });
  return (
    <>
      <ul className={css.small} aria-label={words.open(requests.length)}>
        {requests.map((request) => (
          <li key={request.id} className={css.smallRow}>
            <RequestWords request={request} />
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon size="sm" aria-label={words.menu(titleOf(request))}>
                  <IconDots {...line} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {drive && (
                  <Menu.Item
                    leftSection={<IconFileExport {...line} />}
                    onClick={() => void again.run(request, 'drive')}
                  >
                    {words.againTo(shortNameOf(drive))}
                  </Menu.Item>
                )}
                <Menu.Item leftSection={<IconDownload {...line} />} onClick={() => void again.run(request, 'download')}>
                  {drive ? text.window.offline.request.asDownload : words.again}
                </Menu.Item>
                <Menu.Item leftSection={<IconQrcode {...line} />} onClick={() => void again.run(request, 'qr')}>
                  {words.qr}
                </Menu.Item>
                <Menu.Divider />
                <Menu.Item leftSection={<IconTrash {...line} />} onClick={() => forget(request)}>
                  {words.forget}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </li>
        ))}
      </ul>
      <FailureNote failure={again.failure} />
      <QrDialog file={shown} machine={machine} onClose={() => showQr(null)} />
      <ConfirmDialog
        opened={forgetting !== null}
        title={words.forgetTitle}
        safe={words.forgetKeep}
        confirm={words.forget}
        busy={drop.busy}
        failure={drop.failure}
        onConfirm={() => asked && void drop.run(asked)}
        onClose={() => forget(null)}
      >
        {words.forgetBody}
      </ConfirmDialog>
    </>
  );
}

const titleOf = ({ purpose, wanted }: OpenRequest) =>
  `${words.purposes[purpose]}, ${words.asked(wanted ? [wanted.product, wanted.edition].filter(Boolean).join(' ') : null)}`;

function RequestWords({ request }: { request: OpenRequest }) {
  const zone = useZone();
  const now = useNow(60_000);
  const isTooOld = request.useBy <= now;
  const day = (moment: number) => dates.shortDay(moment, zone);
  return (
    <span className={css.smallText} title={dates.full(request.useBy, zone)}>
      <span className={css.smallFirst}>{titleOf(request)}</span>
      <span className={css.quiet} data-tone={isTooOld ? 'ended' : undefined}>
        {isTooOld
          ? words.tooOld(day(request.useBy))
          : `${words.made(day(request.madeAt))}, ${words.goodUntil(day(request.useBy))}`}
      </span>
    </span>
  );
}
