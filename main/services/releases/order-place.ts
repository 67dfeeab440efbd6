import { join } from 'node:path';
import { Failure } from '#shared/errors.ts';
import type { ReleaseFolders } from '../library/library-ports.ts';
import type { CompanionPorts } from '../ports.ts';
import type { TransferOrder } from '../transfers/transfer-ports.ts';
import { libraryNames, stickName } from './places.ts';

/** Where the file of an order goes: the library, or a folder of its own on a stick. Nothing is ever written elsewhere. */
export interface OrderPlace {
  root: string;
  names: readonly string[];
  folder: string;
}

type Which = Pick<TransferOrder, 'kind' | 'drive' | 'version'> & { product: { id: string } };

export function placeOf(library: string, { kind, drive, product, version }: Which): OrderPlace {
  const release = { product: product.id, version };
  const root = kind === 'save' ? (drive ?? '') : library;
  const names = kind === 'save' ? [stickName(release)] : libraryNames(release);
  return { root, names, folder: join(root, ...names) };
}

/** Makes the folder. Throws `drive-gone` for a stick that is not in this machine, as well as `file-not-writable` and `disk-full`. */
export async function makePlace(
  { drives, folders }: Pick<CompanionPorts, 'drives'> & { folders: Pick<ReleaseFolders, 'make'> },
  { kind, drive }: Pick<TransferOrder, 'kind' | 'drive'>,
  { root, names }: OrderPlace,
): Promise<string> {
  if (kind === 'save' && (await drives.list()).every(({ id }) => id !== drive))
    throw new Failure('drive-gone', { drive: drive ?? '' });
  return folders.make(root, names, { makesRoot: kind !== 'save' });
}
