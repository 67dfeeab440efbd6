/** The result, or the reason of the signal, whichever comes first. What hangs in the system goes on hanging, unheard. */
export function untilAborted<Result>(result: Promise<Result>, signal?: AbortSignal): Promise<Result> {
  if (!signal) return result;
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason as Error);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
