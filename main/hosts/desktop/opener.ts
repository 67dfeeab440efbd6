import { shell } from 'electron';
import { Failure } from '#shared/errors.ts';
import type { FileOpener } from '../../services/ports.ts';

/** Files of the library, opened as the desktop opens them. What may be opened is decided by the service that asks. */
export const systemOpener: FileOpener = {
  reveal: async (path) => shell.showItemInFolder(path),
  async open(path) {
    const trouble = await shell.openPath(path);
    if (trouble !== '') throw new Failure('nothing-to-open-with', { path }, { cause: new Error(trouble) });
  },
};
