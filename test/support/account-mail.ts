import { expect, vi } from 'vitest';
import type { Letter } from '#cloud/mail/port.ts';
import { accountCloud, type Options } from './account-cloud.ts';

/** A cloud without a server whose mails are kept as they were written. */
export async function cloudWithMail(engine: 'sqlite' | 'postgres', options: Options = {}) {
  const letters: Letter[] = [];
  const mail = { send: async (letter: Letter) => void letters.push(letter) };
  const cloud = await accountCloud(engine, { mail, ...options });
  return {
    ...cloud,
    letters,
    /** Waits until so many mails have gone out; answers them by their recipient. */
    async mailed(count: number) {
      await vi.waitFor(() => expect(letters).toHaveLength(count), 5_000);
      return letters.map(({ to, subject }) => `${to}: ${subject}`).toSorted();
    },
    /** The link in the newest mail with one. */
    link(): URL {
      const paragraphs = letters.toReversed().flatMap((letter) => letter.paragraphs);
      return new URL(paragraphs.find((paragraph) => /^http\S+#/.test(paragraph)) ?? 'about:blank');
    },
    token(): string {
      return this.link().hash.slice(1);
    },
  };
}
