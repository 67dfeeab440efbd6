import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload, IconPrinter } from '@tabler/icons-react';
import { createPortal } from 'react-dom';
import { text } from '#shared/text/index.ts';
import { line } from '../../../parts/icons.ts';
import { saveText } from '../../../parts/save-text.ts';
import { Tally } from '../../../parts/tally.tsx';
import { useWho } from '../../../state/use.tsx';
import shared from '../account.module.css';
import css from './two-factor.module.css';

const words = text.window.twoFactor.codes;

/** Ten codes, shown once: to copy, to save and to print. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const email = useWho()?.person.email ?? '';
  const lines = [words.heading(email), words.once, '', ...codes];
  return (
    <div className={shared.stack}>
      <p>{words.lead}</p>
      <ul className={css.codes} aria-label={words.list}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={shared.buttons}>
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button onClick={copy} leftSection={copied ? <IconCheck {...line} /> : <IconCopy {...line} />}>
              {copied ? words.copied : words.copy}
            </Button>
          )}
        </CopyButton>
        <Button
          leftSection={<IconDownload {...line} />}
          onClick={() => saveText({ name: words.fileName, text: `${lines.join('\n')}\n` })}
        >
          {words.save}
        </Button>
        <Button leftSection={<IconPrinter {...line} />} onClick={() => window.print()}>
          {words.print}
        </Button>
      </div>
      <Tally state="soon">{words.warning}</Tally>
      <div className={css.foot}>
        <Button variant="filled" onClick={onKept} data-autofocus>
          {words.kept}
        </Button>
      </div>
      {createPortal(
        <div className={css.paper} aria-hidden>
          {lines.map((each, at) => (
            <div key={at}>{each}&nbsp;</div>
          ))}
        </div>,
        document.body,
      )}
    </div>
  );
}
