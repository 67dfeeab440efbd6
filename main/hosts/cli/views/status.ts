import type { Status } from '#shared/models/status.ts';
import { explainNotice, text } from '#shared/text/index.ts';
import { held } from './licenses.ts';
import type { Style } from './style.ts';
import { facts } from './table.ts';

const words = text.cli.status;

/** Everything about this machine on half a screen. */
export function status(whole: Status, style: Style): string {
  const { machine, owner, session, cloud, leases, notices, ...times } = whole;
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
    ...carried(whole, style),
  ] as const;
  const told = notices.map((notice) => {
    const { sentence, next } = explainNotice(notice);
    return `${style.tally('soon', sentence)}\n  ${next}\n  ${style.quiet(words.dismiss(notice.id))}\n`;
  });
  return [facts(rows, style), held(leases, style), told.join('')].filter(Boolean).join('\n');
}

/** What is under way by file, and the sticks in this machine. */
function carried({ offline, drives }: Pick<Status, 'offline' | 'drives'>, style: Style): [string, string][] {
  const open = offline.requests.map(({ purpose, wanted, useBy }) =>
    words.request(purpose, [wanted?.product, wanted?.edition].filter(Boolean).join(' '), style.date(useBy)),
  );
  const returned = offline.returns
    .filter(({ receiptAt }) => receiptAt === null)
    .map(({ license, returnedAt }) => words.returned(license, style.date(returnedAt)));
  const sticks = drives.map(({ label, files }) =>
    words.stick(label, files.length, files.filter(({ isForThisMachine }) => isForThisMachine).length),
  );
  const rows = (name: string, values: string[]) =>
    values.map((value, at): [string, string] => [at === 0 ? name : '', value]);
  return [...rows(words.requests, open), ...rows(words.returns, returned), ...rows(words.sticks, sticks)];
}
