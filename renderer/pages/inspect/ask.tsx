import { Button, Textarea } from '@mantine/core';
import { IconClipboardText, IconFileSearch, IconFolder, IconQrcode } from '@tabler/icons-react';
import { useState } from 'react';
import { text } from '#shared/text/index.ts';
import { chooseFiles } from '../../parts/choose-files.ts';
import { line } from '../../parts/icons.ts';
import { Scanner } from './scanner.tsx';
import { useTake } from './use-take.ts';
import css from './inspect.module.css';

const words = text.window.inspect;

/** The ways in: files, a folder, pasted text, a picture or a camera; dropping works anyway. */
export function Ask() {
  const { takeFiles } = useTake();
  const [way, choose] = useState<'files' | 'paste' | 'scan'>('files');
  if (way === 'paste') return <Paste />;
  if (way === 'scan') return <Scanner />;
  return (
    <div className={css.stack}>
      <p>{words.lead}</p>
      <div className={css.drop}>
        <IconFileSearch size={22} stroke={1.75} aria-hidden />
        <span>{words.drop}</span>
      </div>
      <div className={css.ways}>
        <Button variant="filled" data-autofocus onClick={() => void chooseFiles().then(takeFiles)}>
          {words.files}
        </Button>
        <Button
          leftSection={<IconFolder {...line} />}
          onClick={() => void chooseFiles({ folder: true }).then(takeFiles)}
        >
          {words.folder}
        </Button>
        <Button leftSection={<IconClipboardText {...line} />} onClick={() => choose('paste')}>
          {words.paste}
        </Button>
        <Button leftSection={<IconQrcode {...line} />} onClick={() => choose('scan')}>
          {words.scan}
        </Button>
      </div>
    </div>
  );
}

function Paste() {
  const { takeText } = useTake();
  const [pasted, setPasted] = useState('');
  return (
    <form
      className={css.stack}
      onSubmit={(event) => {
        event.preventDefault();
        takeText(pasted);
      }}
    >
      <Textarea
        label={words.pasteLabel}
        description={words.pasteHint}
        rows={8}
        required
        withAsterisk={false}
        data-autofocus
        autoFocus
        spellCheck={false}
        classNames={{ input: css.mono ?? '' }}
        value={pasted}
        onChange={(event) => setPasted(event.currentTarget.value)}
      />
      <div className={css.end}>
        <Button type="submit" variant="filled" disabled={pasted.trim() === ''}>
          {words.pasteOpen}
        </Button>
      </div>
    </form>
  );
}
