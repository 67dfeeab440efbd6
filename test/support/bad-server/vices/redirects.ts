import { plain, type Vice } from '../answering.ts';

/** Sends whoever asks for `path` elsewhere, with a cookie that belongs to this origin alone. */
export const redirects =
  (path: string, to: string, status = 302): Vice =>
  (next) =>
  (ask) =>
    ask.path === path
      ? plain(status, 'elsewhere', { location: to, 'set-cookie': 'session=secret; Path=/' })
      : next(ask);
