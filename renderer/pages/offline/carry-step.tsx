import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconDownload, IconFileExport, IconQrcode, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { CarriedFile, OpenRequest } from '#shared/models/offline.ts';
import type { Status } from '#shared/models/status.ts';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { line } from '../../parts/icons.ts';
import { FailureNote } from '../../parts/states.tsx';
import { useLast } from '../../parts/use-last.ts';
import { shortNameOf, targetOf } from '../../state/offline-places.ts';
import { wantedName } from '../../state/offline-here.ts';
import { useAction, useNow, useZone } from '../../state/use.tsx';
import { QrDialog } from './qr-dialog.tsx';
import { useSave } from './use-save.ts';
import css from './offline.module.css';

const words = text.window.offline.carry;

interface CarryStepProps {
  companion: CompanionClient;
  status: Status;
}

/** The requests that are on their way: saved again, shown again, or forgotten. */
export function CarryStep({ companion, status }: CarryStepProps) {
  const { requests } = status.offline;
  const drive = targetOf(status.drives, null);
  const titleOf = (request: OpenRequest) => words.what(request.purpose, wantedName(request, status.leases));
  const save = useSave();
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
            <RequestWords request={request} title={titleOf(request)} />
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
      <QrDialog file={shown} machine={status.machine.name} onClose={() => showQr(null)} />
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

function RequestWords({ request, title }: { request: OpenRequest; title: string }) {
  const zone = useZone();
  const now = useNow(60_000);
  const isTooOld = request.useBy <= now;
  const day = (moment: number) => dates.shortDay(moment, zone);
  return (
    <span className={css.smallText} title={dates.full(request.useBy, zone)}>
      <span className={css.smallFirst}>{title}</span>
      <span className={css.quiet} data-tone={isTooOld ? 'ended' : undefined}>
        {isTooOld
          ? words.tooOld(day(request.useBy))
          : `${words.made(day(request.madeAt))}, ${words.goodUntil(day(request.useBy))}`}
      </span>
    </span>
  );
}
