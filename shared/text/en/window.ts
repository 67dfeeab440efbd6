import { parts } from './window/parts.ts';

/** Every sentence of the window, by page. */
export const window = { parts };
