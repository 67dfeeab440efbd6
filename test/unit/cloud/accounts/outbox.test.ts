import { expect, it } from 'vitest';
import { accountCloud } from '../../../support/account-cloud.ts';
import { forEachEngine } from '../../../support/store.ts';

forEachEngine((engine) => {
  async function withMails() {
    const cloud = await accountCloud(engine);
    const send = (at: number, to: string, subject: string, words: string) =>
      cloud.store.db
        .insertInto('outbox')
        .values({ id: `T-${at}`, recipient: to, subject, text: words, html: `<p>${words}</p>`, sent_at: at })
        .execute();
    await send(1, 'kim@studio.example', 'You are invited', 'Accept it: 100% yours, under_score');
    await send(2, 'jo@studio.example', 'Your password was changed', 'If it was not you…');
    await send(3, 'kim@studio.example', 'Graphics XR ends', 'In 7 days');
    const found = async (words?: string) =>
      (await cloud.as().outbox.list(words === undefined ? {} : { words })).map(({ id }) => id);
    return { cloud, found };
  }

  it('A1: mails that are not sent are listed newest first, 100 at most', async () => {
    const { cloud, found } = await withMails();
    expect(await found()).toEqual(['T-3', 'T-2', 'T-1']);
    const more = Array.from({ length: 120 }, (_, at) => ({
      id: `M-${at}`,
      recipient: 'jo@studio.example',
      subject: 'More',
      text: '',
      html: '',
      sent_at: 10 + at,
    }));
    await cloud.store.db.insertInto('outbox').values(more).execute();
    const [first, ...others] = await found();
    expect([first, others.length]).toEqual(['M-119', 99]);
    // What is far down is still found.
    expect(await found('invited')).toEqual(['T-1']);
  });

  it('A1: every word must be in it, wherever; signs that mean something to a database are words', async () => {
    const { found } = await withMails();
    expect(await found('KIM')).toEqual(['T-3', 'T-1']);
    expect(await found('kim ends')).toEqual(['T-3']);
    expect(await found('  ')).toEqual(['T-3', 'T-2', 'T-1']);
    expect(await found('100%')).toEqual(['T-1']);
    expect(await found('under_score')).toEqual(['T-1']);
    expect(await found('u%der')).toEqual([]);
    expect(await found('unde__score')).toEqual([]);
    expect(await found("' or 1=1 --")).toEqual([]);
  });

  it('A1: a cloud that sends its mails has no such list', async () => {
    const cloud = await accountCloud(engine, { mailKind: { kind: 'smtp', url: 'smtp://127.0.0.1:1', from: 'x' } });
    await expect(cloud.as().outbox.list({})).rejects.toMatchObject({ code: 'not-found' });
  });
});
