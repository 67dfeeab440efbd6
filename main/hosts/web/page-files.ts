import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, posix } from 'node:path';
import { contentSecurityPolicy, permissionsPolicy, preparePage } from '../page.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Serves the built page: only files of the given folder, the page itself with a fresh style nonce each time. */
export async function servePageFile(folder: string, pathname: string, response: ServerResponse): Promise<void> {
  const path = posix.normalize(decoded(pathname));
  const file = path === '/' ? '/index.html' : path;
  const type = types[extname(file)];
  // Normalized and beginning with a slash, a path leads nowhere but down; a backslash would, on Windows.
  const isInside = file.startsWith('/') && !file.includes('\\');
  const content = type && isInside ? await readFile(join(folder, file)).catch(() => null) : null;
  if (content === null) return void response.writeHead(404, always).end();
  if (file === '/index.html') return servePage(content.toString(), response);
  const isHashed = file.startsWith('/assets/');
  response
    .writeHead(200, {
      ...always,
      'content-type': type,
      'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
    .end(content);
}

function servePage(html: string, response: ServerResponse): void {
  const nonce = randomBytes(16).toString('base64');
  response
    .writeHead(200, {
      ...always,
      'content-type': types['.html'],
      'content-security-policy': contentSecurityPolicy(nonce),
      'permissions-policy': permissionsPolicy,
      'cache-control': 'no-store',
    })
    .end(preparePage(html, { door: 'web', nonce }));
}

/** Nothing is called by a name with a zero byte or a broken escape in it. */
function decoded(pathname: string): string {
  try {
    const path = decodeURIComponent(pathname);
    return path.includes('\0') ? '' : path;
  } catch {
    return '';
  }
}
