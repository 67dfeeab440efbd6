import { refusals } from './refusals.ts';
import { files } from './files.ts';
import { cli } from './cli.ts';
import { cloud } from './cloud.ts';
import { desktop } from './desktop.ts';
import { errors } from './errors.ts';
import { window } from './window.ts';

/** Every sentence in English, by area. Another language is another folder of this shape. */
export const en = { cli, cloud, desktop, errors, files, refusals, window };
