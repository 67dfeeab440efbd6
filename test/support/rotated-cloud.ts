import { trustRootOf } from './rotated-keys.ts';
import { fixedSigner, type TestCloud } from './signed-files.ts';

/** The same cloud with the keys of its next version, and none of those before: signed by the root key of before and its own. */
export function rotatedCloud(before: TestCloud): TestCloud {
  const version = before.trustRoot.version + 1;
  const [root, lease] = [fixedSigner(`root ${version}`), fixedSigner(`lease ${version}`)];
  const keys = { root: [root], lease: [lease] };
  const { payload, file } = trustRootOf(before.trustRoot, version, keys, [before.root, root]);
  return { ...before, root, lease, trustRoot: payload, trustRootFile: file };
}
