import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { ExportFormat } from '#shared/models/export.ts';
import { counted } from '#shared/text/en/window/counted.ts';
import { text } from '#shared/text/index.ts';
import { useStores } from '../state/use.tsx';
import { exportFile, type Part } from './export-file.ts';
import css from './export-menu.module.css';
import { line as icon } from './icons.ts';
import { toast, toastFailure } from './toast.tsx';

const words = text.window.parts.export;
const endings: Record<ExportFormat, string> = { csv: 'csv', 'json-lines': 'jsonl' };

interface ExportMenuProps<Next> {
  /** What the file is called; the day is added. */
  name: string;
  /** What is said when it is written. */
  done: string;
  /** One part of it; `next` is of the part before. */
  write: (format: ExportFormat, next: Next | undefined) => Promise<Part<Next>>;
}

/** Writes a list into a file, part by part, as its filters show it. */
export function ExportMenu<Next>({ name, done, write }: ExportMenuProps<Next>) {
  const { explain, now } = useStores();
  const [written, setWritten] = useState<number | null>(null);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => void (isGone.current = true);
  }, []);

  async function run(format: ExportFormat) {
    setWritten(0);
    try {
      const rows = await exportFile({
        name,
        ending: endings[format],
        at: now(),
        write: (next: Next | undefined) => write(format, next),
        onRows: setWritten,
        isGone: () => isGone.current,
      });
      if (rows === null) return;
      toast({ tally: 'held', icon: 'check', title: done, message: words.body(counted(rows, 'row')) });
    } catch (error) {
      toastFailure(explain(error));
    } finally {
      setWritten(null);
    }
  }

  return (
    <>
      <span className={css.writing} role="status">
        {written !== null && words.writing(counted(written, 'row'))}
      </span>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button leftSection={<IconDownload {...icon} />} disabled={written !== null}>
            {words.button}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {ExportFormat.options.map((format) => (
            <Menu.Item key={format} onClick={() => void run(format)}>
              {words.as[format]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
