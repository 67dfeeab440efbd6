import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { onTestFinished, vi } from 'vitest';

/** An S3-compatible server on loopback with an empty bucket; stopped when the test ends. `requests`: what it was asked. */
export async function startS3() {
  const directory = await mkdtemp(join(tmpdir(), 'greenroom-s3-'));
  const configureBuckets = [{ name: 'releases' }];
  const server = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory, configureBuckets });
  const requests: string[] = [];
  server.middleware.unshift(async ({ method, path, req }, next) => {
    requests.push(`${method} ${path}${/[?&](uploads|uploadId)\b/.exec(req.url ?? '')?.[0] ?? ''}`);
    await next();
  });
  const { port } = await server.run();
  onTestFinished(async () => {
    server.httpServer.closeAllConnections();
    await server.close();
    await rm(directory, { recursive: true, force: true });
    vi.unstubAllEnvs();
  });
  // Where the AWS SDK looks for them.
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'S3RVER');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'S3RVER');
  vi.stubEnv('AWS_REGION', 'eu-north-1');
  return { endpoint: `http://127.0.0.1:${port}`, bucket: 'releases', requests };
}
