import type { Command } from '#shared/arguments/commands.ts';
import { toFailure } from '#shared/contract/failure.ts';
import { Failure } from '#shared/errors.ts';
import type { SignedIn } from '#shared/models/person.ts';
import { methodOf, type SecondStep } from '#shared/models/second-step.ts';
import { explain, text } from '#shared/text/index.ts';
import type { Link } from '../../forwarding.ts';
import { showAnswer } from './answer.ts';
import type { Terminal } from './terminal.ts';

type Answer = (SignedIn & { state: 'signed-in' }) | SecondStep;

/** Signs in with a password; the code of a second step is asked for where somebody sits there, else it must be given. */
export async function signInByPassword(
  command: Command,
  input: object,
  isJson: boolean,
  link: Link,
  terminal: Terminal,
): Promise<number> {
  const call = (path: readonly string[], given: object) =>
    link.call(path, given, { context: {}, signal: terminal.interrupted });
  const answer = (await call(command.path, input)) as Answer;
  if (answer.state === 'second-step') {
    const who = (await takeSecondStep(answer, call, terminal)) as object;
    showAnswer(command, { state: 'signed-in', ...who }, isJson, terminal);
  } else showAnswer(command, answer, isJson, terminal);
  return 0;
}

async function takeSecondStep(
  { challenge, methods }: SecondStep,
  call: (path: readonly string[], input: object) => Promise<unknown>,
  terminal: Terminal,
): Promise<unknown> {
  if (!terminal.isInteractive) throw new Failure('code-needed', { challenge, methods });
  const [first = 'recovery'] = methods;
  if (first === 'mail') await call(['cloud', 'session', 'sendCode'], { challenge });
  for (;;) {
    const code = await terminal.ask(text.cli.secondStep[first]);
    try {
      const proof = { challenge, method: methodOf(code, methods), code };
      return await call(['companion', 'session', 'confirm'], proof);
    } catch (error) {
      const failure = toFailure(error);
      if (failure?.code !== 'wrong-code' || ('left' in failure.details && failure.details.left === 0)) throw error;
      const { sentence, next } = explain(failure);
      terminal.error(`${sentence} ${next}\n`);
    }
  }
}
