import type { Letter } from '#cloud/mail/port.ts';
import type { Engine } from '#cloud/store/open.ts';
import { accountCloud, type Options, password } from './account-cloud.ts';
import { appCode, steadyStep } from './app-code.ts';
import { waitFor } from './wait-for.ts';

/** A cloud whose mails are kept, with somebody who signs in with a second step. */
export async function twoFactorCloud(engine: Engine, options: Options = {}) {
  const letters: Letter[] = [];
  const mail = { send: async (letter: Letter) => void letters.push(letter) };
  const cloud = await accountCloud(engine, { mail, ...options });
  const jo = await cloud.addPerson('Jo');
  const token = await cloud.tokenOf(jo.email);
  const me = cloud.as({ token });

  return {
    ...cloud,
    jo,
    me,
    letters,
    /** Turns codes of an app on, with the code of a step ago; answers the secret and the recovery codes. */
    async turnOnApp() {
      await steadyStep();
      const begun = await me.twoFactor.start({ method: 'totp', password });
      if (begun.method !== 'totp') throw new Error('an app was asked for');
      const { recoveryCodes } = await me.twoFactor.enable({ code: appCode(begun.secret, -1) });
      return { secret: begun.secret, recoveryCodes: recoveryCodes ?? [] };
    },
    async turnOnMail() {
      const code = await this.mailed(() => me.twoFactor.start({ method: 'mail', password }));
      const { recoveryCodes } = await me.twoFactor.enable({ code });
      return { recoveryCodes: recoveryCodes ?? [] };
    },
    /** The code in the mail that something brings about. */
    async mailed(act: () => Promise<unknown>): Promise<string> {
      const before = letters.length;
      await act();
      return waitFor(() => {
        const written = letters.slice(before).map(({ paragraphs }) => paragraphs.join('\n'));
        const [, code] = written.map((words) => /Your code is (\d{6})\./.exec(words)).find(Boolean) ?? [];
        if (code === undefined) throw new Error('no code has come yet');
        return code;
      });
    },
    /** The subjects of mails, once so many have come. */
    subjects: (count: number) =>
      waitFor(() => {
        if (letters.length < count) throw new Error(`${letters.length} of ${count} mails`);
        return letters.map(({ subject }) => subject);
      }),
    /** Signs a browser in as far as the password goes. */
    async challenge() {
      const answer = await cloud.as().session.signIn({ email: jo.email, password });
      if (answer.state !== 'second-step') throw new Error('signed in without a second step');
      return answer;
    },
  };
}
