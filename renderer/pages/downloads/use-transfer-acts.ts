import { useMemo } from 'react';
import { toastFailure } from '../../parts/toast.tsx';
import { placeOf } from '../../state/transfer-order.ts';
import { useApi, useStores } from '../../state/use.tsx';

export interface TransferActions {
  /** All of them when none is named. */
  pause: (transfer?: string) => void;
  resume: (transfer?: string) => void;
  cancel: (transfer: string) => void;
  move: (transfer: string, to: 'up' | 'down' | 'first') => void;
}

/** What can be done with transfers. What becomes of it is seen in the list; that it did not work is said. */
export function useTransferActs(): TransferActions {
  const { companion } = useApi();
  const { explain, transfers } = useStores();
  return useMemo(() => {
    const say = (error: unknown) => toastFailure(explain(error));
    const download = companion?.download;
    const which = (transfer: string | undefined) => (transfer === undefined ? {} : { transfer });
    return {
      pause: (transfer) => void download?.pause(which(transfer)).catch(say),
      resume: (transfer) => void download?.resume(which(transfer)).catch(say),
      cancel: (transfer) => void download?.cancel({ transfer }).catch(say),
      move(transfer, to) {
        const place = placeOf(transfers.getState(), transfer, to);
        if (place !== null) void download?.move({ transfer, to: place }).catch(say);
      },
    };
  }, [companion, explain, transfers]);
}
