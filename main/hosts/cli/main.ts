const [first, ...rest] = process.argv.slice(2);

// A licensed program asks this at every start: nothing but the check itself is loaded for it.
if (first === 'check') {
  const { runCheck } = await import('../check/command.ts');
  process.exitCode = runCheck(rest, { out: console.log, error: console.error });
} else {
  const [{ runCommandLine }, { processTerminal }] = await Promise.all([import('./run.ts'), import('./terminal.ts')]);
  process.exitCode = await runCommandLine(process.argv.slice(2), processTerminal());
  // What is still open (a prompt, a connection kept alive) must not hold a finished command.
  process.stdout.write('', () => process.exit());
}
