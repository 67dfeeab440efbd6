import type { Transfer, TransferNote } from '../../models/transfer.ts';
import type { ArtifactKind } from '../../files/release.ts';
import { sizes } from './sizes.ts';

type Notes = { [Code in TransferNote['code']]: (note: Extract<TransferNote, { code: Code }>) => string };

const notes: Notes = {
  continued: ({ keptBytes }) => `Continued with ${sizes.bytes(keptBytes)}, nothing fetched twice`,
  'link-renewed': () => 'Server changed link, same chunks kept',
  'built-from': ({ version, bytes }) => `${sizes.bytes(bytes)} taken from ${version}`,
  repaired: ({ chunks }) =>
    chunks === 1 ? 'One damaged chunk fetched again' : `${chunks} damaged chunks fetched again`,
  waiting: () => 'Goes on by itself as soon as the network answers',
};

/** Downloads and copies to and from sticks, in the words of the window and the terminal. */
export const transfers = {
  states: {
    queued: 'Queued',
    running: 'Running',
    paused: 'Paused',
    'waiting-for-network': 'Waiting for network',
    verifying: 'Verifying',
    done: 'Done',
    failed: 'Failed',
  } satisfies Record<Transfer['state'], string>,
  kinds: {
    installer: 'Installer',
    'add-on': 'Add-on',
    'example-project': 'Example project',
    'demo-files': 'Demo files',
    documentation: 'Documentation',
  } satisfies Record<ArtifactKind, string>,
  verified: (verified: number, size: number) => `${sizes.bytes(verified)} of ${sizes.bytes(size)} verified`,
  note: <Code extends TransferNote['code']>(note: Extract<TransferNote, { code: Code }>): string =>
    notes[note.code](note),
};
