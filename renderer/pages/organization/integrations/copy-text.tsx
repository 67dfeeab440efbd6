import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { text } from '#shared/text/index.ts';
import { line as icon } from '../../../parts/icons.ts';
import { PlainText } from '../../../parts/plain-text.tsx';
import css from './integrations.module.css';

const words = text.window.integrations.how;

/** Text in mono as it is, over one or many lines, with the button that copies it. */
export function CopyText({ label, value }: { label: string; value: string }) {
  return (
    <figure className={css.figure}>
      <figcaption className={css.caption}>
        <span>{label}</span>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button
              size="sm"
              onClick={copy}
              aria-label={`${copied ? words.copied : words.copy}: ${label}`}
              leftSection={copied ? <IconCheck {...icon} /> : <IconCopy {...icon} />}
            >
              {copied ? words.copied : words.copy}
            </Button>
          )}
        </CopyButton>
      </figcaption>
      <PlainText label={label} value={value} />
    </figure>
  );
}
