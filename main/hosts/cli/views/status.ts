import type { Status } from '#shared/models/status.ts';
import { explainNotice, text } from '#shared/text/index.ts';
import { held } from './licenses.ts';
import type { Style } from './style.ts';
import { facts } from './table.ts';

const words = text.cli.status;

/** Everything about this machine on half a screen. */
export function status({ machine, owner, session, cloud, leases, notices, ...times }: Status, style: Style): string {
  const cloudTally = { reachable: 'here', unknown: 'free', unreachable: 'soon', refused: 'ended' } as const;
  const rows = [
    [words.machine, `${style.strong(machine.name)}  ${style.quiet(machine.id)}`],
    [
      words.cloud,
      [style.tally(cloudTally[cloud.state], words.cloudStates[cloud.state]), cloud.name, style.quiet(cloud.url)]
        .filter(Boolean)
        .join('  '),
    ],
    [
      words.person,
      session.state === 'signed-in'
        ? `${session.who.person.name}, ${session.who.person.email}`
        : words.session[session.state],
    ],
    [words.owner, `${words.hosts[owner.host]}  ${style.quiet(words.process(owner.processId))}`],
    [words.heartbeat, times.lastHeartbeatAt === null ? words.noHeartbeat : style.moment(times.lastHeartbeatAt)],
  ] as const;
  const told = notices.map((notice) => {
    const { sentence, next } = explainNotice(notice);
    return `${style.tally('soon', sentence)}\n  ${next}\n  ${style.quiet(words.dismiss(notice.id))}\n`;
  });
  return [facts(rows, style), held(leases, style), told.join('')].filter(Boolean).join('\n');
}
