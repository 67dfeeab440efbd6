import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { text } from '#shared/text/index.ts';
import { line } from './icons.ts';
import css from './copy.module.css';

const words = text.window.parts;

/** A code in mono with the button that copies it. */
export function CopyCode({ value, label }: { value: string; label?: string }) {
  return (
    <span className={css.line}>
      {label !== undefined && <span>{label}</span>}
      <code className={css.code}>{value}</code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? words.copied : words.copy}>
            <ActionIcon size="sm" onClick={copy} aria-label={`${copied ? words.copied : words.copy}: ${value}`}>
              {copied ? <IconCheck {...line} /> : <IconCopy {...line} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  );
}
