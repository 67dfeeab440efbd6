import { Anchor, Button } from '@mantine/core';
import { IconShieldCheck, IconShieldCheckFilled } from '@tabler/icons-react';
import type { Drive } from '#shared/models/offline.ts';
import type { CloudStatus } from '#shared/models/status.ts';
import { text } from '#shared/text/index.ts';
import { chooseFiles } from '../../parts/choose-files.ts';
import { line } from '../../parts/icons.ts';
import { FailureNote } from '../../parts/states.tsx';
import { createDesk } from '../../state/offline-desk.ts';
import { foundOn, shortNameOf } from '../../state/offline-places.ts';
import { useAction, useApi, useKept } from '../../state/use.tsx';
import { useTake } from '../inspect/use-take.ts';
import { Step } from './step.tsx';
import css from './offline.module.css';

const words = text.window.offline.trust;

/** The first step of a machine that never met its cloud: to know whom it asks. */
export function TrustStep({ drives }: { drives: readonly Drive[] }) {
  const { companion } = useApi();
  const desk = useKept(createDesk);
  const { takeFiles } = useTake();
  const found = drives.find((drive) => foundOn(drive).trustRoots.length > 0);
  const open = useAction(async (drive: Drive) => {
    const files = (await companion?.drive.read({ drive: drive.id, files: foundOn(drive).trustRoots })) ?? [];
    desk.compare(files.map((file) => file.text).join('\n'));
  });
  return (
    <Step number={1} title={words.title} body={words.body}>
      <div className={css.buttons}>
        {found && (
          <Button
            size="sm"
            variant="filled"
            loading={open.busy}
            leftSection={<IconShieldCheck {...line} />}
            onClick={() => void open.run(found)}
          >
            {words.fromDrive(shortNameOf(found))}
          </Button>
        )}
        <Button
          size="sm"
          variant={found ? 'default' : 'filled'}
          leftSection={found ? undefined : <IconShieldCheck {...line} />}
          onClick={() => void chooseFiles().then(takeFiles)}
        >
          {words.open}
        </Button>
      </div>
      <FailureNote failure={open.failure} />
    </Step>
  );
}

/** Which cloud this machine asks and believes, in words that can be compared; another one comes by its trust root. */
export function KnownCloud({ cloud }: { cloud: CloudStatus }) {
  const { takeFiles } = useTake();
  return (
    <section className={css.known} aria-label={words.known(cloud.name ?? '')}>
      <IconShieldCheckFilled size={16} aria-hidden />
      <div className={css.smallText}>
        <span className={css.quiet}>{words.known(cloud.name ?? '')}</span>
        <code className={css.fingerprint}>{cloud.fingerprint}</code>
        <Anchor component="button" type="button" size="sm" onClick={() => void chooseFiles().then(takeFiles)}>
          {words.other}
        </Anchor>
      </div>
    </section>
  );
}
