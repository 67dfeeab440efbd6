import { IconFileImport } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { collectFiles } from './dropped-files.ts';
import css from './drop-anywhere.module.css';

interface DropAnywhereProps {
  title: string;
  body: string;
  /** The same function from one drawing to the next. */
  onFiles: (files: File[]) => void;
}

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** Takes files that are dropped anywhere on the window, and says so while they hover over it. */
export function DropAnywhere({ title, body, onFiles }: DropAnywhereProps) {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    // Every element that is entered or left tells; only their balance says whether the window was left.
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const over = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    };
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer || !holdsFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      void collectFiles(event.dataTransfer).then((files) => onFiles(files));
    };
    const stop = new AbortController();
    const { signal } = stop;
    window.addEventListener('dragenter', enter, { signal });
    window.addEventListener('dragleave', leave, { signal });
    window.addEventListener('dragover', over, { signal });
    window.addEventListener('drop', drop, { signal });
    return () => stop.abort();
  }, [onFiles]);
  if (!isOver) return null;
  return (
    <div className={css.cover} role="status">
      <div className={css.card}>
        <IconFileImport size={28} stroke={1.5} aria-hidden />
        <p className={css.title}>{title}</p>
        <p className={css.body}>{body}</p>
      </div>
    </div>
  );
}
