import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// From the second start on nothing is parsed again. Not in the shared temp folder: others could write there.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));
const { run } = await import('./commands/run.ts');

const { env: environment, stdin, stdout, stderr } = process;
process.exitCode = await run(process.argv.slice(2), { environment, stdin, stdout, stderr });
