import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const tools = join(root, 'node_modules', '.bin');

/** The path of a file of the project. */
export const at = (/** @type {string[]} */ ...parts) => join(root, ...parts);

/** Node 24: the one among the packages, else the one that runs this, if it is new enough. */
export function modernNode() {
  const packaged = join(tools, process.platform === 'win32' ? 'node.cmd' : 'node');
  if (existsSync(packaged)) return packaged;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Error(`Greenroom needs Node 24 here (this is ${process.version}, and npm has none for this platform).`);
}

/**
 * The environment for the project's tools: Node 24 and what npm installed come first. What Node compiled is kept, so that
 * a program that starts again does so in half the time.
 */
export const toolEnvironment = () => ({
  ...process.env,
  PATH: [tools, process.env.PATH].join(delimiter),
  NODE_COMPILE_CACHE: at('node_modules', '.cache', 'node'),
});

/** The environment as it was before npm put the project's own tools first; for npm itself. */
export const plainEnvironment = () => ({
  ...process.env,
  PATH: (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.endsWith(join('node_modules', '.bin')))
    .join(delimiter),
});
