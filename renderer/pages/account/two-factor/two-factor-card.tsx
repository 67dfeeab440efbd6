import { Button } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { dates } from '#shared/text/en/dates.ts';
import { text } from '#shared/text/index.ts';
import { Card } from '../../../parts/page.tsx';
import { Fetching } from '../../../parts/states.tsx';
import { Tally } from '../../../parts/tally.tsx';
import { makeTwoFactor, type TwoFactor } from '../../../state/two-factor.ts';
import { useKept, useResource, useWho, useZone } from '../../../state/use.tsx';
import shared from '../account.module.css';
import css from './two-factor.module.css';

const SetUpDialog = lazy(async () => ({ default: (await import('./set-up-dialog.tsx')).SetUpDialog }));
const ChangeDialog = lazy(async () => ({ default: (await import('./change-dialog.tsx')).ChangeDialog }));
const words = text.window.twoFactor.card;

type Open = { what: 'set-up'; method: 'totp' | 'mail' | null } | { what: 'off' | 'renew' } | null;

/** Whether a code is asked for at every sign-in, where it comes from, and what is kept for a lost phone (A5). */
export function TwoFactorCard() {
  const resource = useResource(useKept(makeTwoFactor));
  const { value, refresh } = resource;
  const [open, setOpen] = useState<Open>(null);
  if (!value)
    return (
      <Card title={words.title}>
        <Fetching resource={resource} title={words.failed} />
      </Card>
    );
  const isOn = value.methods.length > 0;
  const shared = { twoFactor: value, onChanged: refresh, onClose: () => setOpen(null) };
  return (
    <Card
      title={words.title}
      aside={
        <Tally state={isOn ? 'held' : 'free'} icon={isOn ? 'check' : undefined}>
          {isOn ? words.on : words.off}
        </Tally>
      }
    >
      {isOn ? <On twoFactor={value} onOpen={setOpen} /> : <Off onOpen={setOpen} />}
      <Suspense>
        {open?.what === 'set-up' && <SetUpDialog {...shared} method={open.method} />}
        {(open?.what === 'off' || open?.what === 'renew') && <ChangeDialog {...shared} what={open.what} />}
      </Suspense>
    </Card>
  );
}

function Off({ onOpen }: { onOpen: (open: Open) => void }) {
  const who = useWho();
  const isLeading = who?.memberships.some(({ role }) => role === 'manager' || role === 'owner') ?? false;
  return (
    <div className={shared.stack}>
      <p>{words.leadOff}</p>
      {isLeading && <Tally state="held">{words.recommended}</Tally>}
      <Button onClick={() => onOpen({ what: 'set-up', method: null })}>{words.turnOn}</Button>
    </div>
  );
}

function On({ twoFactor, onOpen }: { twoFactor: TwoFactor; onOpen: (open: Open) => void }) {
  const zone = useZone();
  const { methods, since, recoveryCodesLeft } = twoFactor;
  const has = { totp: methods.includes('totp'), mail: methods.includes('mail') };
  return (
    <div className={shared.stack}>
      <p>{words.leadOn(dates.day(since ?? 0, zone))}</p>
      <ul className={css.rows}>
        {has.totp && (
          <Row name={text.window.twoFactor.methods.totp} note={words.app}>
            <Button size="sm" onClick={() => onOpen({ what: 'set-up', method: 'totp' })}>
              {words.newApp}
            </Button>
          </Row>
        )}
        {has.mail && <Row name={text.window.twoFactor.methods.mail} note={words.mail} />}
        <Row name={words.recovery} note={words.left(recoveryCodesLeft)}>
          <Button size="sm" onClick={() => onOpen({ what: 'renew' })}>
            {words.newCodes}
          </Button>
        </Row>
      </ul>
      <div className={shared.buttons}>
        {!has.totp && <Button onClick={() => onOpen({ what: 'set-up', method: 'totp' })}>{words.addApp}</Button>}
        {!has.mail && <Button onClick={() => onOpen({ what: 'set-up', method: 'mail' })}>{words.addMail}</Button>}
        <Button onClick={() => onOpen({ what: 'off' })}>{words.turnOff}</Button>
      </div>
    </div>
  );
}

function Row({ name, note, children }: { name: string; note: string; children?: ReactNode }) {
  return (
    <li className={css.row}>
      <div className={shared.rowText}>
        <div className={shared.rowName}>{name}</div>
        <div className={shared.second}>{note}</div>
      </div>
      {children}
    </li>
  );
}
