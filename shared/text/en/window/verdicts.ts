import type { ErrorCode } from '../../../errors.ts';
import type { RefusalCode } from '../../../files/refusal.ts';

type Short = [word: string, second: string];

const seats = (used: number, all: number) => `Seat ${used} of ${all}`;

/** A verdict in a row: a word or two, and a few more under them. The whole sentence is in `refusals` and `errors`. */
export const verdicts = {
  ready: 'Ready',
  seatKept: 'Seat kept',
  seatNamed: 'Named seat',
  seatFree: seats,
  shortened: 'Shortened',
  asked: (length: string) => `${length} asked`,
  askedEnd: 'Longer asked',
  answeredBefore: 'Answered before',
  sameFile: 'Same file again',
  frees: 'Frees a seat',
  freesBody: 'With a receipt',
  returnedBefore: 'Returned before',
  sameReceipt: 'Same receipt again',
  acknowledges: 'In use there',
  acknowledgesBody: (sequence: number) => `License number ${sequence}`,
  acknowledgedBefore: 'Known already',
  nothingToDo: 'Nothing to do',
  waiting: 'Waiting',
  waitingBody: 'Not looked at yet',
  unasked: 'Not answered',
  unaskedBody: 'Try again',
  issued: 'Issued',
  receipt: 'Receipt written',
  noted: 'Noted',

  /** Rows of the table of errors. */
  failures: {
    'no-free-seat': ['No free seat', 'Choose another'],
    'license-ended': ['License ended', 'Renew it first'],
    'license-revoked': ['License revoked', 'Choose another'],
    'license-not-started': ['Not started', 'Choose another'],
    'not-assigned': ['Not assigned', 'Assign it first'],
    'no-license-fits': ['No license fits', 'Choose one'],
    'not-allowed': ['Not yours to give', 'Ask a Manager'],
    'not-found': ['Not here', 'Choose another'],
    'offline-length-not-allowed': ['Length not allowed', 'Choose another'],
    'machine-barred': ['Machine barred', 'Ask a Manager'],
    'machine-changed': ['Parts changed', 'Needs a repair request'],
    'machine-cloned': ['Two with one key', 'Settle it there'],
  } satisfies Partial<Record<ErrorCode, Short>> as Record<string, Short | undefined>,

  /** Why a file does not open. */
  refusals: {
    'not-a-greenroom-file': ['No Greenroom file', 'Nothing to read'],
    damaged: ['Damaged', 'Copy it again'],
    'unknown-version': ['Newer file', 'Update Greenroom'],
    'wrong-kind': ['Other kind of file', 'Open it instead'],
    'untrusted-key': ['Unknown signer', 'Do not use it'],
    'bad-signature': ['Not genuine', 'Ask for it again'],
    'other-cloud': ['Other cloud', 'Wrong stick?'],
    'other-machine': ['Other machine', 'Take it there'],
    'other-organization': ['Other organization', 'Not one of yours'],
    'other-product': ['Other product', 'Take it there'],
    'not-yet-valid': ['Not yet', 'Keep it'],
    'import-by-passed': ['Too old', 'Make a new request'],
    superseded: ['Older file', 'Nothing to do'],
    'already-applied': ['In use already', 'Nothing to do'],
    'already-returned': ['Given back', 'Make a new request'],
    'unknown-request': ['Not asked', 'Make a new request'],
    'request-changed': ['Changed', 'Make a new request'],
    'machine-barred': ['Machine barred', 'Ask a Manager'],
    'clock-needs-attention': ['Clock wrong', 'Set it there'],
  } satisfies Record<RefusalCode, Short> as Record<RefusalCode, Short>,
  other: ['Refused', 'See details'] satisfies Short,
};
