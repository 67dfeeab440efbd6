import { lookup } from 'node:dns/promises';
import { readdir, stat } from 'node:fs/promises';
import * as os from 'node:os';
import { join, relative } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { DiagnosticsSource, StateFile } from '../services/ports.ts';
import { readLogTail } from './log-tail.ts';

/** Variables whose value says something to support, and is redacted like everything else. */
const shown =
  /^(?:https?_proxy|all_proxy|no_proxy|node_extra_ca_certs|ssl_cert_file|xdg_state_home|xdg_config_home|lang|lc_all)$/i;
/** Of these the name is enough: some hold tokens. */
const named = /^(?:GREENROOM_|ELECTRON_)/;
/** Folders of many files of which nobody needs a list. */
const skipped = new Set(['library', 'parts', 'Cache', 'Code Cache', 'GPUCache', 'blob_storage']);
const mostFiles = 200;

/** What a support bundle says about this system, for a state folder and its log. */
export function createDiagnosticsSource(
  { stateFolder, logFile }: { stateFolder: string; logFile: string },
  environment: NodeJS.ProcessEnv = process.env,
): DiagnosticsSource {
  return {
    home: os.homedir(),
    user: userName(),
    system: () => [
      ['System', `${os.type()} ${os.release()} ${os.arch()}`],
      ['Node', process.versions.node],
      ...(process.versions['electron'] ? [['Electron', process.versions['electron']] as [string, string]] : []),
      ['Processor', `${os.cpus()[0]?.model.trim() ?? ''} × ${os.cpus().length}`],
      ['Memory', `${megabytes(os.totalmem())} MB, ${megabytes(os.freemem())} MB free`],
      ['Language', new Intl.DateTimeFormat().resolvedOptions().locale],
    ],
    log: () => readLogTail(logFile),
    stateFiles: () => filesUnder(stateFolder),
    interfaces: () =>
      Object.entries(os.networkInterfaces()).flatMap(([name, addresses = []]) =>
        addresses.map(
          ({ address, family, mac, internal }) =>
            `${name}: ${family} ${address}, ${mac}${internal ? ', internal' : ''}`,
        ),
      ),
    environment: () =>
      Object.entries(environment)
        .filter(([name, value]) => value && (shown.test(name) || named.test(name)))
        .map(([name, value]) => (shown.test(name) ? `${name}=${value}` : name))
        .toSorted(),
    lookUp: async (host) => (await lookup(host.replaceAll(/[[\]]/g, ''), { all: true })).length,
    zip: (files, at) =>
      zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, strToU8(content)])), {
        level: 9,
        mtime: at,
      }),
  };
}

function userName(): string | null {
  try {
    return os.userInfo().username;
  } catch {
    // A container may run as a user id that has no name.
    return null;
  }
}

const megabytes = (bytes: number) => Math.round(bytes / 1_048_576);

async function filesUnder(folder: string, from = folder): Promise<StateFile[]> {
  const entries = (await readdir(from, { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const found: StateFile[] = [];
  for (const entry of entries) {
    if (found.length >= mostFiles) break;
    const path = join(from, entry.name);
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) found.push(...(await filesUnder(folder, path)));
    } else if (entry.isFile()) {
      const { size, mtimeMs, mode } = await stat(path);
      const bits = (mode & 0o777).toString(8);
      found.push({ name: relative(folder, path), bytes: size, changedAt: Math.round(mtimeMs), mode: bits });
    }
  }
  return found;
}
