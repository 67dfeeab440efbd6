import { Button, CopyButton, Loader } from '@mantine/core';
import { IconCheck, IconCopy, IconCornerDownLeft, IconExternalLink } from '@tabler/icons-react';
import { dates } from '#shared/text/en/dates.ts';
import type { PendingSignIn } from '#shared/models/status.ts';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { line } from '../../parts/icons.ts';
import { Keycap } from '../../parts/keys.tsx';
import { QrCode } from '../../parts/qr-code.tsx';
import { FailureNote } from '../../parts/states.tsx';
import { useAction, useNow } from '../../state/use.tsx';
import css from './sign-in.module.css';

const words = text.window.signIn;

/** The code, where to enter it, and how long it is good for. */
export function CodeForm({ companion, pending }: { companion: CompanionClient; pending: PendingSignIn }) {
  const now = useNow(1000);
  const open = useAction(() => companion.link.open({ url: pending.urlWithCode }));
  const giveUp = useAction(() => companion.session.cancelCode({}));
  const { userCode, url, urlWithCode, expiresAt } = pending;
  return (
    <>
      <h1 className={css.title}>{words.codeTitle}</h1>
      <p className={css.lead}>{words.codeLead}</p>
      <CodeTiles code={userCode} />
      <div className={css.address}>
        <span>{words.at}</span>
        <code>{url.replace(/^https?:\/\//, '')}</code>
      </div>
      <div className={css.inlineQr}>
        <QrCode value={urlWithCode} label={words.qrLabel} />
      </div>
      <div className={css.ways}>
        <Button
          variant="filled"
          size="lg"
          autoFocus
          loading={open.busy}
          onClick={() => void open.run()}
          leftSection={<IconExternalLink {...line} />}
          rightSection={
            <Keycap onInk>
              <IconCornerDownLeft size={12} aria-hidden />
            </Keycap>
          }
        >
          {words.openBrowser}
        </Button>
        <CopyButton value={userCode}>
          {({ copied, copy }) => (
            <Button size="lg" onClick={copy} leftSection={copied ? <IconCheck {...line} /> : <IconCopy {...line} />}>
              {copied ? text.window.parts.copied : words.copyCode}
            </Button>
          )}
        </CopyButton>
        <Button size="lg" variant="subtle" loading={giveUp.busy} onClick={() => void giveUp.run()}>
          {words.giveUp}
        </Button>
      </div>
      <p className={css.waiting}>
        <Loader aria-hidden />
        <span>{words.waiting(dates.countdown(expiresAt - now))}</span>
      </p>
      {(open.failure ?? giveUp.failure) && (
        <div className={css.failure}>
          <FailureNote failure={open.failure ?? giveUp.failure} />
        </div>
      )}
    </>
  );
}

/** The code on key tiles, dark in both themes. */
export function CodeTiles({ code }: { code: string }) {
  return (
    <div className={css.tiles} role="img" aria-label={words.codeLabel(code)}>
      {Array.from(code, (sign, index) =>
        sign === '-' ? (
          <span key={index} className={css.dash} />
        ) : (
          <span key={index} className={css.tile} data-theme="dark">
            {sign}
          </span>
        ),
      )}
    </div>
  );
}
