import { Failure } from '#shared/errors.ts';
import type { SignedIn } from '#shared/models/person.ts';
import { methodOf, type SecondStep, type SecondStepMethod } from '#shared/models/second-step.ts';
import type { PendingSignIn } from '#shared/models/status.ts';
import type { Connection } from './connection.ts';
import { type DeviceCode, startDeviceCode } from './device-code.ts';
import type { Licenses } from './licenses.ts';
import type { CompanionPorts } from './ports.ts';
import type { Secrets } from './secrets.ts';
import type { Session } from './session.ts';

interface Parts {
  connection: Connection;
  session: Session;
  secrets: Pick<Secrets, 'prepare'>;
  licenses: Pick<Licenses, 'releaseOnline'>;
}

interface Credentials {
  email: string;
  password: string;
  code?: string | undefined;
}

interface Proof {
  challenge: string;
  method: SecondStepMethod;
  code: string;
}

type Answer = (SignedIn & { state: 'signed-in' }) | SecondStep;

export interface Account {
  /** The person, or what they have to do after the password. `code`: of the second step, given right away. */
  signIn(credentials: Credentials): Promise<Answer>;
  /** Takes the second step. */
  confirm(proof: Proof): Promise<SignedIn>;
  startCode(openBrowser: boolean): Promise<PendingSignIn>;
  waitForCode(signal?: AbortSignal): Promise<SignedIn>;
  cancelCode(): void;
  signOut(release: boolean): Promise<{ released: number }>;
  /** Gives up what waits, without a change to the session. */
  stop(): void;
}

/** Signing in and out. */
export function createAccount(ports: CompanionPorts, { connection, session, secrets, licenses }: Parts): Account {
  const { machineState, browser, log } = ports;
  const cloud = connection.cloud.client;
  let code: DeviceCode | null = null;

  /** Nothing secret is asked for or sent before the cloud is known and a place for the token is there. */
  async function prepare(): Promise<void> {
    await secrets.prepare();
    await connection.trust();
  }

  function dropCode(): void {
    code?.cancel();
    code = null;
  }

  /** Takes the place of a sign-in by code that may still wait. */
  function begin(token: string): Promise<SignedIn> {
    dropCode();
    session.wait(null);
    return session.begin(token);
  }

  async function confirm(proof: Proof): Promise<SignedIn> {
    await prepare();
    const { token } = await cloud.session.confirmToken(proof);
    return begin(token);
  }

  /** Shows how the code ended, unless another sign-in has taken its place. */
  async function follow(started: DeviceCode): Promise<void> {
    try {
      await started.done;
    } catch (error) {
      if (code !== started) return;
      session.wait(null);
      const why = error instanceof Failure ? error.code : null;
      if (why === 'code-expired' || why === 'code-refused') await session.end(why);
      else log.warn('a sign-in by code failed', { code: why ?? String(error) });
    }
  }

  return {
    async signIn({ code: typed, ...credentials }) {
      await prepare();
      const answer = await cloud.session.issueToken({ ...credentials, machineName: machineState.machine().name });
      if (answer.state === 'signed-in') return { state: answer.state, ...(await begin(answer.token)) };
      if (typed === undefined) return answer;
      const { challenge, methods } = answer;
      return { state: 'signed-in', ...(await confirm({ challenge, code: typed, method: methodOf(typed, methods) })) };
    },
    confirm,
    async startCode(openBrowser) {
      await prepare();
      dropCode();
      const started = await startDeviceCode(ports, cloud, session.begin);
      code = started;
      session.wait({ state: 'waiting', pending: started.pending });
      void follow(started);
      if (openBrowser)
        await browser
          .open(started.pending.urlWithCode)
          .catch((error: unknown) => log.warn('the browser could not be opened', { error: String(error) }));
      return started.pending;
    },
    async waitForCode(signal) {
      if (!code) throw new Failure('not-found', {});
      return orAborted(code.done, signal);
    },
    cancelCode() {
      if (session.show().state !== 'waiting') return;
      dropCode();
      session.wait(null);
    },
    async signOut(release) {
      const released = release ? await licenses.releaseOnline() : 0;
      dropCode();
      if ((await session.token()) !== null)
        await cloud.session
          .signOut({})
          .catch((error: unknown) => log.warn('the cloud was not told of the sign-out', { error: String(error) }));
      await session.end('by-person');
      return { released };
    },
    stop: dropCode,
  };
}

function orAborted<Result>(result: Promise<Result>, signal?: AbortSignal): Promise<Result> {
  if (!signal) return result;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
