import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconDots,
  IconFolder,
  IconPlaylistX,
  IconQrcode,
  IconShieldCheck,
} from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Membership } from '#shared/models/person.ts';
import { text } from '#shared/text/index.ts';
import { chooseFiles } from '../../parts/choose-files.ts';
import { line } from '../../parts/icons.ts';
import { createDesk } from '../../state/offline-desk.ts';
import { isForIntake } from '../../state/offline-files.ts';
import { makeIntake } from '../../state/offline-kept.ts';
import { useApi, useKept } from '../../state/use.tsx';
import { useTake } from '../inspect/use-take.ts';
import { DriveChips } from './drive-chips.tsx';
import { ForAll } from './for-all.tsx';
import { IntakeFoot } from './intake-foot.tsx';
import { IntakeList } from './intake-list.tsx';
import { OnBehalf } from './on-behalf.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { SaveRootDialog } from './save-root-dialog.tsx';
import css from './offline.module.css';

const words = text.window.intake;

/** Files from other machines: where they come from, what each comes to, and the one button that answers them. */
export function OtherMachines({ place }: { place: Membership }) {
  const { companion } = useApi();
  const intake = useKept(makeIntake);
  const desk = useKept(createDesk);
  const { takeFiles } = useTake();
  const count = useStore(intake, ({ lines }) => lines.length);
  const [showsRoot, showRoot] = useState(false);
  const organization = place.organization.id;
  useEffect(() => intake.workFor(organization), [intake, organization]);
  useEffect(
    () =>
      desk.divert((pieces) => {
        const mine = pieces.filter(isForIntake);
        const added = mine.length > 0 ? intake.add(mine) : 0;
        return { rest: pieces.filter((piece) => !isForIntake(piece)), diverted: mine.length, added };
      }),
    [desk, intake],
  );
  return (
    <section className={css.others} aria-labelledby="offline-others">
      <header className={css.othersHead}>
        <h2 id="offline-others" className={css.sideTitle}>
          {text.window.offline.others}
        </h2>
        {companion && <DriveChips companion={companion} />}
        <div className={css.othersActions}>
          {count > 1 && <ForAll place={place} icon={<IconAdjustmentsHorizontal {...line} />} />}
          {count > 0 && (
            <Button size="sm" onClick={() => void chooseFiles().then(takeFiles)}>
              {words.addFiles}
            </Button>
          )}
          <Tooltip label={words.scan}>
            <ActionIcon size="sm" variant="default" aria-label={words.scan} onClick={() => desk.ask('scan')}>
              <IconQrcode {...line} />
            </ActionIcon>
          </Tooltip>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size="sm" variant="default" aria-label={words.more}>
                <IconDots {...line} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                leftSection={<IconFolder {...line} />}
                onClick={() => void chooseFiles({ folder: true }).then(takeFiles)}
              >
                {words.addFolder}
              </Menu.Item>
              <Menu.Item leftSection={<IconShieldCheck {...line} />} onClick={() => showRoot(true)}>
                {text.window.offline.saveRoot}
              </Menu.Item>
              {count > 0 && (
                <Menu.Item leftSection={<IconPlaylistX {...line} />} onClick={intake.clear}>
                  {words.clear}
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        </div>
      </header>
      <OnBehalf place={place} />
      <IntakeList place={place} onSaveRoot={() => showRoot(true)} />
      {count > 0 && <IntakeFoot place={place} />}
      <ReportDialog place={place} />
      <SaveRootDialog opened={showsRoot} onClose={() => showRoot(false)} />
    </section>
  );
}
