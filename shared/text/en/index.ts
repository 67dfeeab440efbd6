import { cli } from './cli.ts';
import { desktop } from './desktop.ts';
import { errors } from './errors.ts';

/** Every sentence in English, by area. Another language is another folder of this shape. */
export const en = { cli, desktop, errors };
