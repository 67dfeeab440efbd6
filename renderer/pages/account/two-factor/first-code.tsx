import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { CloudClient } from '../../../api/api.ts';
import { text } from '#shared/text/index.ts';
import { CodeField } from '../../../parts/code-field.tsx';
import { line } from '../../../parts/icons.ts';
import { QrCode } from '../../../parts/qr-code.tsx';
import { FailureNote } from '../../../parts/states.tsx';
import { useAction, useApi } from '../../../state/use.tsx';
import shared from '../account.module.css';
import css from './two-factor.module.css';

const words = text.window.twoFactor.setUp;

interface FirstCodeProps {
  begun: Awaited<ReturnType<CloudClient['twoFactor']['start']>>;
  isFirst: boolean;
  onEnabled: (recoveryCodes: readonly string[] | null) => Promise<void>;
  onAgain: () => void;
  onClose: () => void;
}

/** What the app scans, or that a mail is on its way; and the first code, which turns it on. */
export function FirstCode({ begun, isFirst, onEnabled, onAgain, onClose }: FirstCodeProps) {
  const { cloud } = useApi();
  const [code, setCode] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const enable = useAction(async () => onEnabled((await cloud.twoFactor.enable({ code })).recoveryCodes));
  const { failure } = enable;
  const isOver =
    failure?.code === 'second-step-ended' ||
    (failure?.code === 'wrong-code' && 'left' in failure.details && failure.details.left === 0);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (failure) field.current?.select();
  }, [failure]);
  return (
    <form
      className={shared.stack}
      onSubmit={(event) => {
        event.preventDefault();
        if (isOver) onAgain();
        else void enable.run();
      }}
    >
      <p>{begun.method === 'totp' ? words.scanLead : words.mailLead}</p>
      {begun.method === 'totp' && (
        <div className={css.scan}>
          <div className={css.square}>
            <QrCode value={begun.url} label={words.scanLabel} />
          </div>
          <div className={css.secret}>
            <span>{words.secret}</span>
            <Secret value={begun.secret} />
          </div>
        </div>
      )}
      <CodeField ref={field} method={begun.method} label={words.firstCode} value={code} onChange={setCode} />
      <FailureNote failure={failure} />
      <div className={css.foot}>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button type="submit" variant="filled" loading={enable.busy}>
          {isOver ? text.window.twoFactor.step.again : isFirst ? words.enable : words.add}
        </Button>
      </div>
    </form>
  );
}

/** In groups of four to type; copied without the gaps. */
function Secret({ value }: { value: string }) {
  const { copy: copyWord, copied: copiedWord } = text.window.parts;
  return (
    <>
      <code className={css.groups}>
        {(value.match(/.{1,4}/g) ?? []).map((group, at) => (
          <span key={at}>{group}</span>
        ))}
      </code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button size="sm" onClick={copy} leftSection={copied ? <IconCheck {...line} /> : <IconCopy {...line} />}>
            {copied ? copiedWord : copyWord}
          </Button>
        )}
      </CopyButton>
    </>
  );
}
