import { lazy, Suspense, useEffect } from 'react';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import { text } from '#shared/text/index.ts';
import { DropAnywhere } from '../../parts/drop-anywhere.tsx';
import { createDesk } from '../../state/offline-desk.ts';
import { useKept, useWho } from '../../state/use.tsx';
import { useTake } from './use-take.ts';

const words = text.window.inspect;
const Dialog = lazy(async () => ({ default: (await import('./inspect-dialog.tsx')).InspectDialog }));

/** Whatever is dropped or pasted, on whichever page, signed in or not: it is opened, and the right thing is offered (F12). */
export function Arrivals() {
  const desk = useKept(createDesk);
  const isOpen = useStore(desk, ({ phase }) => phase !== 'closed');
  const { takeFiles, takeText } = useTake();
  const isSignedIn = useWho() !== null;
  const [path] = useLocation();
  const isForList = isSignedIn && path === '/offline';
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if (isTyping(event.target) || !event.clipboardData) return;
      const files = [...event.clipboardData.files];
      const pasted = event.clipboardData.getData('text/plain');
      if (files.length > 0) takeFiles(files);
      else if (pasted.includes('BEGIN GREENROOM')) takeText(pasted);
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, [takeFiles, takeText]);
  return (
    <>
      <DropAnywhere
        title={isForList ? words.overlayIntake : words.overlay}
        body={words.overlayBody}
        onFiles={takeFiles}
      />
      {isOpen && (
        <Suspense fallback={null}>
          <Dialog />
        </Suspense>
      )}
    </>
  );
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable);
