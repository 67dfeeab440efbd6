import { z } from 'zod';
import { Settings, defaultSettings } from '#shared/models/settings.ts';

/**
 * The shapes the settings file has had. Step n makes shape n + 1 out of shape n; a file without a version is shape 0.
 * To change the shape: raise the version in shared/models/settings, add a step, and a test with a file of before.
 */
const steps: readonly ((settings: Record<string, unknown>) => Record<string, unknown>)[] = [
  (settings) => ({ ...settings, version: 1 }),
];

const AnyShape = z.record(z.string(), z.unknown());
const Version = z.object({ version: z.int().min(0).default(0) });

export interface SettingsRead {
  settings: Settings;
  /** Something in the file could not be used; what could, was. */
  repaired: boolean;
}

/** Makes settings of today out of whatever the file holds; each value that is not usable falls back to its default. */
export function readSettings(value: unknown): SettingsRead {
  const found = AnyShape.safeParse(value);
  if (!found.success) return { settings: defaultSettings, repaired: true };
  const version = Version.safeParse(found.data);
  // A newer Greenroom wrote it: keep what this one understands.
  const known = version.success && version.data.version <= steps.length;
  const today = known ? steps.slice(version.data.version).reduce((shape, step) => step(shape), found.data) : found.data;

  const whole = Settings.safeParse({ ...defaultSettings, ...today });
  if (whole.success) return { settings: whole.data, repaired: !known };
  const usable = Object.entries(Settings.shape).flatMap(([name, schema]) => {
    const field = schema.safeParse(today[name]);
    return field.success ? [[name, field.data]] : [];
  });
  return { settings: Settings.parse({ ...defaultSettings, ...Object.fromEntries(usable) }), repaired: true };
}
