import { join } from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';

/**
 * Every fuse of Electron, stated: an Electron with a fuse that is not listed here is not packaged.
 * @type {import('@electron/fuses').FuseConfig}
 */
export const fuses = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  resetAdHocDarwinSignature: true,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};

/** Names of the packaged program; see executableName and productName in electron-builder.yml. */
const programs = { darwin: 'Greenroom.app', mas: 'Greenroom.app', win32: 'greenroom.exe', linux: 'greenroom' };

/**
 * Sets them in the packaged program, before it is signed.
 * @param {{ appOutDir: string, electronPlatformName: string }} context
 */
export default async function afterPack({ appOutDir, electronPlatformName }) {
  const program = programs[/** @type {keyof typeof programs} */ (electronPlatformName)];
  await flipFuses(join(appOutDir, program), fuses);
}
