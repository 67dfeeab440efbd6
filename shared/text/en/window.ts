import { cloudSign } from './window/cloud-sign.ts';
import { parts } from './window/parts.ts';
import { shell } from './window/shell.ts';

/** Every sentence of the window, by page. */
export const window = { cloudSign, parts, shell };
