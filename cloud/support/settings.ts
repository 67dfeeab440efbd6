import { z } from 'zod';
import { text } from '#shared/text/index.ts';

const say = text.cloud.setting;

/** What the environment may say about support, each with the sentence for a wrong value. */
export const supportEnvironment = {
  GREENROOM_SUPPORT_URL: z
    .string()
    .refine((url) => URL.canParse(url) && !/[?#@]/.test(url) && isPrivateEnough(new URL(url)), say.supportUrl)
    .transform((url) => new URL(url).origin)
    .optional(),
  GREENROOM_SUPPORT_EMAIL: z.email(say.supportEmail).optional(),
  GREENROOM_SUPPORT_TOKEN: z
    .string()
    .regex(/^[\x21-\x7E]{8,200}$/, say.supportToken)
    .optional(),
  GREENROOM_SUPPORT_JWT_SECRET: z.string().min(16, say.supportJwtSecret).optional(),
};

/** A token goes with each call: in the clear only within this machine. */
function isPrivateEnough({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname));
}

/** A support site with an API like Zendesk's. */
export interface SupportSite {
  /** Its origin. */
  url: string;
  /** The agent that `token` was made for. */
  email: string;
  token: string;
  /** Of its single sign-on by JSON Web Token; null: people have a password of their own there. */
  jwtSecret: string | null;
}

/** Where tickets are answered. Without a site this cloud has the desk, and `email` is told of new tickets. */
export interface SupportConfig {
  site: SupportSite | null;
  email: string | null;
}

type Settings = { [Name in keyof typeof supportEnvironment]?: string | undefined };

export function supportOf(values: Settings): SupportConfig {
  const { GREENROOM_SUPPORT_URL: url, GREENROOM_SUPPORT_EMAIL: email, GREENROOM_SUPPORT_TOKEN: token } = values;
  const jwtSecret = values.GREENROOM_SUPPORT_JWT_SECRET ?? null;
  return { site: url && email && token ? { url, email, token, jwtSecret } : null, email: email ?? null };
}

/** What is said in part only. */
export function supportContradictions(values: Settings): { setting: string; problem: string }[] {
  const isSite = values.GREENROOM_SUPPORT_URL !== undefined;
  const wrong = (when: boolean, setting: keyof Settings, problem: string) => (when ? [{ setting, problem }] : []);
  return [
    ...wrong(isSite && !values.GREENROOM_SUPPORT_EMAIL, 'GREENROOM_SUPPORT_EMAIL', say.supportEmailMissing),
    ...wrong(isSite && !values.GREENROOM_SUPPORT_TOKEN, 'GREENROOM_SUPPORT_TOKEN', say.supportTokenMissing),
    ...wrong(!isSite && values.GREENROOM_SUPPORT_TOKEN !== undefined, 'GREENROOM_SUPPORT_TOKEN', say.supportAlone),
    ...wrong(
      !isSite && values.GREENROOM_SUPPORT_JWT_SECRET !== undefined,
      'GREENROOM_SUPPORT_JWT_SECRET',
      say.supportAlone,
    ),
  ];
}
