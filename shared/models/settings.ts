import { z } from 'zod';
import { Id } from './id.ts';
import { SignedIn } from './person.ts';

/** Where this person's session token is kept. */
export const SecretPlace = z.enum(['keychain', 'safe-storage', 'private-file', 'memory']);
export type SecretPlace = z.infer<typeof SecretPlace>;

/** What a person may set on this machine. `version` counts the shapes this file has had; see main/services/settings. */
export const Settings = z.object({
  version: z.literal(1),
  cloudUrl: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .describe('null: the embedded cloud'),
  theme: z.enum(['system', 'dark', 'light']),
  organization: Id.nullable().describe('where the person works now; null: their default'),
  lastSignedIn: SignedIn.nullable().describe('who was signed in last, for a start without a network; no secret'),
  secretPlace: SecretPlace.nullable().describe('the one authoritative place; null: not chosen yet'),
  allowPrivateFile: z.boolean().describe('the person agreed to a private file where there is no keychain'),
  keepRunning: z.boolean().describe('stay in the tray when the window closes'),
  startAtLogin: z.boolean().describe('start in the tray when the person signs in to this computer'),
  downloadsAtOnce: z.int().min(1).max(8).describe('the others wait in the queue'),
  downloadLimit: z.int().min(16_384).nullable().describe('bytes per second of all downloads together; null: no limit'),
});
export type Settings = z.infer<typeof Settings>;

export const SettingsChange = Settings.pick({
  theme: true,
  allowPrivateFile: true,
  keepRunning: true,
  startAtLogin: true,
  downloadsAtOnce: true,
  downloadLimit: true,
}).partial();

export const defaultSettings: Settings = {
  version: 1,
  cloudUrl: null,
  theme: 'dark',
  organization: null,
  lastSignedIn: null,
  secretPlace: null,
  allowPrivateFile: false,
  keepRunning: true,
  startAtLogin: false,
  downloadsAtOnce: 2,
  downloadLimit: null,
};
