import { execFileSync } from 'node:child_process';

/** What commands are started with so that no network exists for them. */
export interface OfflineHost {
  within: readonly string[];
  environment: Record<string, string>;
  /** For the name of a test: how the network was taken away. */
  how: string;
}

/** A way nowhere: nobody listens on the discard port. */
const nowhere = 'http://127.0.0.1:9';

/** A network namespace without interfaces, as root or as somebody who may map themselves to root; else no route but a dead proxy. */
export function offlineHost(): OfflineHost {
  for (const within of [
    ['unshare', '--net', '--'],
    ['unshare', '--map-root-user', '--net', '--'],
  ]) {
    try {
      execFileSync(within[0] ?? '', [...within.slice(1), 'true'], { stdio: 'ignore' });
      return { within, environment: {}, how: 'in a network namespace without interfaces' };
    } catch {
      // Not allowed here, or another system.
    }
  }
  const environment = Object.fromEntries(
    ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'].flatMap((name) => [
      [name, nowhere],
      [name.toLowerCase(), nowhere],
    ]),
  );
  return { within: [], environment, how: 'without a route: namespaces are not allowed here' };
}

/** What a process in there sees of the world. */
export function networkSeenIn({ within }: OfflineHost, url: string): { interfaces: string[]; reaches: string } {
  const program = `
    const interfaces = Object.keys(require('node:os').networkInterfaces());
    fetch(${JSON.stringify(url)}).then(
      ({ status }) => console.log(JSON.stringify({ interfaces, reaches: String(status) })),
      ({ cause }) => console.log(JSON.stringify({ interfaces, reaches: cause?.code ?? 'nothing' })),
    );`;
  const [command, ...before] = [...within, process.execPath];
  const said = execFileSync(command, [...before, '-e', program], { encoding: 'utf8' });
  return JSON.parse(said) as { interfaces: string[]; reaches: string };
}
