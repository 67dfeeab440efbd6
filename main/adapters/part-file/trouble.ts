import { dirname } from 'node:path';
import { Failure } from '#shared/errors.ts';
import { deviceOf } from '../drives/durable.ts';

const goneCodes = ['EIO', 'ENODEV', 'ENXIO', 'ENOENT', 'ESTALE', 'EROFS', 'EBADF'];

/** What a disk did to a file at `path`, as a failure with a sentence. `device`: what its folder was on before. */
export async function diskFailure(error: unknown, path: string, device: number | null): Promise<unknown> {
  if (error instanceof Failure) return error;
  const { code = '' } = error as { code?: string };
  const cause = { cause: error };
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Failure('disk-full', { path }, cause);
  if (code === 'EFBIG') return new Failure('file-too-large', { path }, cause);
  const folder = dirname(path);
  if (goneCodes.includes(code) && device !== null && (await deviceOf(folder)) !== device) {
    return new Failure('drive-gone', { drive: folder }, cause);
  }
  return code === '' ? error : new Failure('file-not-writable', { path }, cause);
}
