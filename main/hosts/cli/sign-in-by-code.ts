import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../owner.ts';
import type { Terminal } from './terminal.ts';
import { createStyle } from './views/style.ts';
import { viewOf } from './views/views.ts';

/** Signs in without a password here: shows a code, and waits until somebody approves it in any browser. */
export async function signInByCode({ companion }: CompanionClient, terminal: Terminal): Promise<number> {
  const style = createStyle(terminal);
  const pending = await companion.session.startCode({ openBrowser: true });
  terminal.error(text.cli.signIn(style.strong(pending.userCode), pending.url, style.moment(pending.expiresAt)));
  try {
    const who = await companion.session.waitForCode({}, { signal: terminal.interrupted });
    terminal.out(viewOf(['companion', 'session', 'signIn'])(who, style));
    return 0;
  } catch (error) {
    if (terminal.interrupted.aborted) await companion.session.cancelCode({});
    throw error;
  }
}
