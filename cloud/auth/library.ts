import { betterAuth } from 'better-auth';
import { bearer, deviceAuthorization, organization, twoFactor } from 'better-auth/plugins';
import type { Store } from '../store/open.ts';
import { addressHeader, attemptRoute, type AttemptLimits, limitRules } from './attempts.ts';
import { deviceClient, machineOfCode } from './device-grant.ts';
import { access, roles } from './roles.ts';
import { startSessionRoute } from './start-session.ts';

export interface LibraryOptions {
  store: Pick<Store, 'db' | 'engine'>;
  publicUrl: string;
  /** Signs session tokens. */
  secret: string;
  limits: AttemptLimits;
  log(level: 'error' | 'warn' | 'info' | 'debug', message: string): void;
}

const hour = 3_600;
const day = 24 * hour;

/** better-auth on the cloud's own database. Its routes are served nowhere: `Auth` calls its functions. */
export function createLibrary({ store, publicUrl, secret, limits, log }: LibraryOptions) {
  return betterAuth({
    appName: 'Greenroom',
    baseURL: publicUrl,
    secret,
    telemetry: { enabled: false },
    database: { db: store.db, type: store.engine },
    logger: { level: 'warn', log: (level, message) => log(level, message) },
    emailAndPassword: { enabled: true, disableSignUp: true },
    session: {
      expiresIn: 30 * day,
      updateAge: hour,
      additionalFields: { machineName: { type: 'string', required: false, input: false } },
    },
    rateLimit: { enabled: true, storage: 'database', customRules: limitRules(limits) },
    advanced: {
      cookiePrefix: 'greenroom',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict' },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    plugins: [
      attemptRoute,
      startSessionRoute,
      bearer({ requireSignature: true }),
      // Its tables and its encryption. It also sees to it that no way in of the library's own leads past a second step.
      twoFactor(),
      organization({ ac: access, roles, creatorRole: 'owner' }),
      deviceAuthorization({
        expiresIn: '10m',
        interval: '5s',
        userCodeLength: 8,
        validateClient: (client) => client === deviceClient,
        grant: machineOfCode,
      }),
    ],
  });
}

export type Library = ReturnType<typeof createLibrary>;
