import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconDots,
  IconDownload,
  IconFileExport,
  IconListDetails,
  IconQrcode,
  IconShieldCheck,
  IconTool,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { CarriedFile, Drive, OpenRequest } from '#shared/models/offline.ts';
import type { Status } from '#shared/models/status.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { chooseFiles } from '../../parts/choose-files.ts';
import { line } from '../../parts/icons.ts';
import { FailureNote } from '../../parts/states.tsx';
import { shortNameOf } from '../../state/offline-places.ts';
import { needsRepair, usualPurpose } from '../../state/offline-here.ts';
import { useAction } from '../../state/use.tsx';
import { useTake } from '../inspect/use-take.ts';
import { QrDialog } from './qr-dialog.tsx';
import { RequestDialog, type Wanted } from './request-dialog.tsx';
import { Step } from './step.tsx';
import { useSave, useTarget } from './use-save.ts';
import css from './offline.module.css';

const words = text.window.offline.request;

interface RequestStepProps {
  number: number;
  companion: CompanionClient;
  status: Status;
  isLocked: boolean;
}

type Way = 'stick' | 'download' | 'qr';

/** Step 1: one press makes a request and saves it; what else it may ask for, and other ways to carry it, are beside it. */
export function RequestStep({ number, companion, status, isLocked }: RequestStepProps) {
  const drive = useTarget();
  const save = useSave();
  const { takeFiles } = useTake();
  const [choosing, choose] = useState(false);
  const [shown, showQr] = useState<CarriedFile | null>(null);
  const usual: Way = drive ? 'stick' : 'download';
  const others = status.drives.filter(({ id, isWritable }) => isWritable && id !== drive?.id);
  const make = useAction(async (way: Way, purpose: OpenRequest['purpose'], wanted: Wanted, to?: Drive) => {
    const { file } = await companion.offline.request({ purpose, ...wanted });
    if (way === 'qr') showQr(file);
    else await save(file, way === 'stick' ? (to ?? drive) : null);
    return file;
  });
  const purpose = usualPurpose(status);
  return (
    <Step
      number={number}
      title={words.title}
      body={isLocked ? text.window.offline.trust.locked : words.body}
      isLocked={isLocked}
    >
      {!isLocked && (
        <div className={css.buttons}>
          <Button
            size="sm"
            loading={make.busy}
            leftSection={drive ? <IconFileExport {...line} /> : <IconDownload {...line} />}
            aria-label={drive ? words.toNamed(shortNameOf(drive)) : undefined}
            title={drive ? drive.id : undefined}
            onClick={() => void make.run(usual, purpose, {})}
          >
            {drive ? words.toStick : words.download}
          </Button>
          <Menu>
            <Menu.Target>
              <ActionIcon size="sm" variant="default" aria-label={words.more}>
                <IconDots {...line} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconListDetails {...line} />} onClick={() => choose(true)}>
                {words.choose}
              </Menu.Item>
              {others.map((other) => (
                <Menu.Item
                  key={other.id}
                  leftSection={<IconFileExport {...line} />}
                  onClick={() => void make.run('stick', purpose, {}, other)}
                >
                  {words.toDrive(shortNameOf(other))}
                </Menu.Item>
              ))}
              {drive && (
                <Menu.Item
                  leftSection={<IconDownload {...line} />}
                  onClick={() => void make.run('download', purpose, {})}
                >
                  {words.asDownload}
                </Menu.Item>
              )}
              <Menu.Item leftSection={<IconQrcode {...line} />} onClick={() => void make.run('qr', purpose, {})}>
                {words.asQr}
              </Menu.Item>
              <Menu.Item leftSection={<IconShieldCheck {...line} />} onClick={() => void chooseFiles().then(takeFiles)}>
                {text.window.offline.trust.other}
              </Menu.Item>
              {needsRepair(status) && (
                <Menu.Item leftSection={<IconTool {...line} />} onClick={() => void make.run(usual, 'repair', {})}>
                  {words.repair}
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        </div>
      )}
      <FailureNote failure={make.failure} />
      <RequestDialog
        opened={choosing}
        busy={make.busy}
        failure={make.failure}
        drive={drive}
        onMake={(way, wanted) => void make.run(way, purpose, wanted).then((made) => made && choose(false))}
        onClose={() => choose(false)}
      />
      <QrDialog file={shown} machine={status.machine.name} onClose={() => showQr(null)} />
    </Step>
  );
}
