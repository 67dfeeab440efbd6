import type { Connection } from './connection.ts';
import type { CompanionPorts } from './ports.ts';
import type { Session } from './session.ts';

interface Parts {
  connection: Pick<Connection, 'cloud' | 'state'>;
  session: Pick<Session, 'restore' | 'token' | 'refresh'>;
  beat(): Promise<unknown>;
}

/** What is done every ten minutes, and again and again while the cloud is away. */
export function createRound(
  { machineState }: Pick<CompanionPorts, 'machineState'>,
  { connection, session, beat }: Parts,
): () => Promise<void> {
  const look = () => connection.cloud.client.about.show({});

  return async () => {
    // One that never had to do with a license is unknown to its cloud.
    if (!machineState.isKnown()) await look();
    else {
      // Nothing is signed, and no counter used up, for a cloud that is not there.
      if (connection.state.show().state === 'unreachable') await look();
      await beat();
    }
    await session.restore();
    if ((await session.token()) !== null) await session.refresh().catch(() => undefined);
  };
}
