import { Failure } from '#shared/errors.ts';
import type { SignedIn } from '#shared/models/person.ts';
import type { PendingSignIn } from '#shared/models/status.ts';
import { isTransportTrouble } from './cloud-state.ts';
import type { CloudClient, CompanionPorts } from './ports.ts';

/** A sign-in by code, from showing the code to its end. */
export interface DeviceCode {
  pending: PendingSignIn;
  /** The person once it is approved; `code-expired`, `code-refused`, or what came between. */
  done: Promise<SignedIn>;
  cancel(): void;
}

/** Asks for a code and waits in the background until somebody approves it in a browser (RFC 8628). */
export async function startDeviceCode(
  { clock, machineState }: Pick<CompanionPorts, 'clock' | 'machineState'>,
  cloud: CloudClient,
  begin: (token: string) => Promise<SignedIn>,
): Promise<DeviceCode> {
  const { name: machineName, platform } = machineState.machine();
  const started = await cloud.device.start({ machineName, platform });
  const stopper = new AbortController();
  const { userCode, url, urlWithCode, expiresAt } = started;
  // The cloud's clock and this one may differ: wait as long as the cloud would, by the clock that only grows.
  const giveUpAt = clock.monotonic() + Math.max(60_000, Math.min(expiresAt - machineState.now(), 3_600_000));

  async function poll(): Promise<SignedIn> {
    let pause = started.intervalSeconds * 1000;
    for (;;) {
      await clock.sleep(pause, stopper.signal);
      if (clock.monotonic() > giveUpAt) throw new Failure('code-expired', {});
      try {
        const answer = await cloud.device.poll({ deviceCode: started.deviceCode }, { signal: stopper.signal });
        if (answer.state === 'approved') return await begin(answer.token);
      } catch (error) {
        stopper.signal.throwIfAborted();
        if (error instanceof Failure && error.code === 'too-many-attempts')
          pause = Math.max(pause, error.details.retryAfterSeconds * 1000);
        else if (!isTransportTrouble(error)) throw error;
      }
    }
  }

  const done = poll();
  done.catch(() => undefined);
  return { pending: { userCode, url, urlWithCode, expiresAt }, done, cancel: () => stopper.abort() };
}
