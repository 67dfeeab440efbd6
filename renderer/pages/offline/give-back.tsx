import { Button } from '@mantine/core';
import { IconCornerUpLeft, IconWifi, IconWifiOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { HeldLease, Status } from '#shared/models/status.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { line } from '../../parts/icons.ts';
import { FailureNote } from '../../parts/states.tsx';
import { nameOf } from '../../state/license-lines.ts';
import { leasesByMode } from '../../state/offline-here.ts';
import { useWho } from '../../state/use.tsx';
import { type OfflineOffer, UseOfflineDialog } from '../license/use-offline-dialog.tsx';
import { useSwitchToOnline } from '../license/use-switch-to-online.ts';
import { ReturnDialog } from './return-dialog.tsx';
import css from './offline.module.css';

const words = text.window.offline.giveBack;

/** The foot of this machine: giving an offline lease back, or going offline and online while there is a network. */
export function GiveBack({ companion, status }: { companion: CompanionClient; status: Status }) {
  const isSignedIn = useWho() !== null;
  const [leaving, leave] = useState<HeldLease | null>(null);
  const [offer, setOffer] = useState<OfflineOffer | null>(null);
  const { online, offline } = leasesByMode(status.leases);
  const isReachable = status.cloud.state === 'reachable';
  const toOnline = useSwitchToOnline();
  if (offline.length === 0 && !(online.length > 0 && isReachable && isSignedIn)) return null;
  const many = status.leases.length > 1;
  return (
    <div className={css.foot}>
      {offline.length > 0 && isReachable && (
        <div className={css.footPart}>
          <h3 className={css.stepTitle}>{words.onlineTitle}</h3>
          <p className={css.quiet}>{words.onlineBody}</p>
          <div className={css.buttons}>
            {offline.map((held) => (
              <Button
                key={held.id}
                size="sm"
                loading={toOnline.busy}
                leftSection={<IconWifi {...line} />}
                aria-label={`${words.online}: ${nameOf(held)}`}
                onClick={() => void toOnline.run(held.id)}
              >
                {many ? `${words.online}: ${nameOf(held)}` : words.online}
              </Button>
            ))}
          </div>
          <FailureNote failure={toOnline.failure} />
        </div>
      )}
      {offline.length > 0 && (
        <div className={css.footPart}>
          <h3 className={css.stepTitle}>{words.title}</h3>
          <p className={css.quiet}>{words.body}</p>
          <div className={css.buttons}>
            {offline.map((held) => (
              <Button
                key={held.id}
                size="sm"
                leftSection={<IconCornerUpLeft {...line} />}
                aria-label={words.releaseNamed(nameOf(held))}
                onClick={() => leave(held)}
              >
                {many ? words.releaseNamed(nameOf(held)) : words.release}
              </Button>
            ))}
          </div>
        </div>
      )}
      {online.length > 0 && isReachable && isSignedIn && (
        <div className={css.footPart}>
          <h3 className={css.stepTitle}>{words.offlineTitle}</h3>
          <p className={css.quiet}>{words.offlineBody}</p>
          <div className={css.buttons}>
            {online.map((held) => (
              <Button
                key={held.id}
                size="sm"
                leftSection={<IconWifiOff {...line} />}
                aria-label={`${words.use}: ${nameOf(held)}`}
                onClick={() =>
                  setOffer({
                    license: held.license,
                    name: nameOf(held),
                    organization: held.organization.id,
                    endsAt: held.licenseEndsAt,
                  })
                }
              >
                {many ? `${words.use}: ${nameOf(held)}` : words.use}
              </Button>
            ))}
          </div>
        </div>
      )}
      <ReturnDialog companion={companion} machine={status.machine.name} held={leaving} onClose={() => leave(null)} />
      <UseOfflineDialog offer={offer} onClose={() => setOffer(null)} />
    </div>
  );
}
