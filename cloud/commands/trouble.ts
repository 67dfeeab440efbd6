import { text } from '#shared/text/index.ts';
import { WrongSecret } from '../keys/key-rows.ts';
import { StoreTrouble } from '../release-store/trouble.ts';

const unreachable = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'ECONNRESET', 'EAI_AGAIN'];
/** PostgreSQL: wrong password, no such user, no such database. */
const refused = ['28P01', '28000', '3D000'];

/** Trouble of the surroundings at the start, in words; null when it is something else. */
export function troubleInWords(error: unknown): string | null {
  if (error instanceof WrongSecret || error instanceof StoreTrouble) return error.message;
  if (!(error instanceof Error)) return null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'EADDRINUSE')
    return text.cloud.portTaken(String(Reflect.get(error, 'address')), Number(Reflect.get(error, 'port')));
  if (unreachable.includes(code) || refused.includes(code))
    return text.cloud.databaseUnreachable(error.message || code);
  if (code === 'EACCES' || code === 'EROFS' || code === 'ENOSPC') return text.cloud.dataFolderUnusable(error.message);
  return null;
}
