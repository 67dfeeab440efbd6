import { Modal } from '@mantine/core';
import { useStore } from 'zustand';
import { text } from '#shared/text/index.ts';
import { LoadingState } from '../../parts/states.tsx';
import { createDesk, type Desk } from '../../state/offline-desk.ts';
import { useKept } from '../../state/use.tsx';
import { Ask } from './ask.tsx';
import { CompareRoot } from './compare-root.tsx';
import { Opened } from './opened.tsx';
import { Scanner } from './scanner.tsx';
import { readingWords } from './use-take.ts';

const words = text.window.inspect;

/** Looks at any file: gives the ways in, reads, says what it is, compares the words of a trust root. */
export function InspectDialog() {
  const desk = useKept(createDesk);
  const state = useStore(desk);
  return (
    <Modal
      opened={state.phase !== 'closed'}
      onClose={desk.close}
      title={titleOf(state)}
      size="37rem"
      closeButtonProps={{ 'aria-label': text.window.parts.close }}
    >
      {state.reading === null ? (
        <Inside desk={state} onClose={desk.close} />
      ) : (
        <LoadingState label={readingWords(state.reading) ?? ''} />
      )}
    </Modal>
  );
}

function Inside({ desk, onClose }: { desk: Desk; onClose: () => void }) {
  switch (desk.phase) {
    case 'closed':
      return null;
    case 'asking':
      return desk.way === 'scan' ? <Scanner /> : <Ask />;
    case 'showing':
      return <Opened pieces={desk.pieces} unused={desk.unused} />;
    case 'comparing':
      return <CompareRoot root={desk.root} onDone={onClose} />;
  }
}

function titleOf(desk: Desk): string {
  switch (desk.phase) {
    case 'closed':
    case 'asking':
      return desk.phase === 'asking' && desk.way === 'scan' ? words.scanTitle : words.title;
    case 'showing':
      return desk.pieces.length > 1 ? words.several(desk.pieces.length) : words.one;
    case 'comparing':
      return text.window.offline.trust.title;
  }
}
