import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

export interface Nginx {
  url: string;
  /** The same, with 16 MiB/s for each request. */
  slowUrl: string;
  pid: number;
  stop(): Promise<void>;
}

/** Debian's nginx with a configuration of its own, serving a folder on loopback. */
export async function startNginx(folder: string, root: string): Promise<Nginx> {
  const [fast, slow] = [await freePort(), await freePort()];
  const config = join(folder, 'nginx.conf');
  writeFileSync(config, configuration(folder, root, fast, slow));
  const child = spawn('nginx', ['-p', folder, '-c', config], { stdio: ['ignore', 'ignore', 'inherit'] });
  // Also when this benchmark is stopped half way.
  process.once('exit', () => child.kill());
  const url = `http://127.0.0.1:${fast}`;
  await untilItAnswers(child, url);
  return {
    url,
    slowUrl: `http://127.0.0.1:${slow}`,
    pid: child.pid ?? 0,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

const configuration = (folder: string, root: string, fast: number, slow: number) => `
daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 2;
pid ${folder}/nginx.pid;
error_log ${folder}/nginx.log warn;
events { worker_connections 256; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server { listen 127.0.0.1:${fast}; root ${root}; }
  server { listen 127.0.0.1:${slow}; root ${root}; limit_rate 16m; }
}
`;

async function untilItAnswers(child: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; child.exitCode === null && tries < 100; tries += 1) {
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('nginx does not answer');
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Processor time of a process and its children that are alive, in seconds. */
export function cpuSecondsOf(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  return [pid, ...children.map(Number)].reduce((sum, each) => {
    const fields = readFileSync(`/proc/${each}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    // utime and stime, in ticks of 10 ms
    return sum + (Number(fields[11]) + Number(fields[12])) / 100;
  }, 0);
}
