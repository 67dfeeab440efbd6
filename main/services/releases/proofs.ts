import { join } from 'node:path';
import type { ReleaseFolders } from '../library/library-ports.ts';
import { readMe } from '../library/read-me.ts';
import type { CloudClient, CompanionPorts } from '../ports.ts';
import type { TransferOrder, TransferTask } from '../transfers/transfer-ports.ts';
import type { Ordered } from './find-order.ts';
import type { OrderPlace } from './order-place.ts';
import { artifactNames, indexName, manifestName, readMeName, trustRootName } from './places.ts';
import type { CarriedTrust } from './release-ports.ts';

interface Ports extends Pick<CompanionPorts, 'machineState' | 'log'> {
  folders: ReleaseFolders;
  cloud: Pick<CloudClient, 'about'>;
}

interface Written {
  folder: string;
  task: TransferTask;
  signature: Uint8Array | null;
}

/** Puts beside a finished file what proves it. The manifest comes last: with it the file begins to count. */
export async function writeProofs(
  ports: Ports,
  { kind }: Pick<TransferOrder, 'kind'>,
  { artifact, manifest, index }: Ordered,
  { folder, task, signature }: Written,
): Promise<void> {
  const { folders } = ports;
  const names = artifactNames(artifact.fileName);
  const { payload } = manifest;
  await folders.write(join(folder, names.chunks), task.chunks.bytes);
  if (signature) await folders.write(join(folder, names.signature), signature);
  await folders.write(join(folder, indexName(payload)), index.text);
  if (kind === 'save') await writeTrust(ports, folder);
  await folders.write(join(folder, manifestName(payload)), manifest.text);
  if (kind === 'save') await writeReadMe(ports, folder, manifest);
}

/** A machine that knows an older trust root needs the ones in between: the cloud has them all. */
async function writeTrust({ folders, machineState, cloud, log }: Ports, folder: string): Promise<void> {
  const trust = await machineState.carriedTrust();
  if (!trust) return;
  const all = await wholeChain({ machineState, cloud }).catch((error: unknown) => {
    log.debug('the earlier trust roots could not be had', { error: String(error) });
    return null;
  });
  await folders.write(join(folder, trustRootName(trust.name)), all ?? trust.text);
}

async function wholeChain({ machineState, cloud }: Pick<Ports, 'machineState' | 'cloud'>): Promise<string | null> {
  const { trustRoot } = await cloud.about.show({}, { signal: AbortSignal.timeout(5_000) });
  const [here, there] = [machineState.pinned(), await machineState.readTrustRoot(trustRoot)];
  const isSame = here?.cloud === there.cloud && here.version === there.version;
  return isSame && here.fingerprint === there.fingerprint ? trustRoot : null;
}

async function writeReadMe(ports: Ports, folder: string, manifest: Ordered['manifest']): Promise<void> {
  const { folders, machineState } = ports;
  const trust = await machineState.carriedTrust();
  const there = await Promise.all(manifest.payload.artifacts.map((artifact) => look(folders, folder, artifact, trust)));
  const page = readMe({
    release: manifest.payload,
    publisher: machineState.pinned(),
    files: there.filter((file) => file !== null),
  });
  await folders.write(join(folder, readMeName), page);
}

type Artifact = Ordered['artifact'];

async function look(folders: ReleaseFolders, folder: string, artifact: Artifact, trust: CarriedTrust | null) {
  const { file, signature } = artifactNames(artifact.fileName);
  const found = await folders.look(join(folder, file));
  if (found?.size !== artifact.size) return null;
  const signed = await folders.read(join(folder, signature), 4_096);
  const { title, size, sha256 } = artifact;
  return { name: file, title, size, sha256, key: signed && trust && minisignKey(signed, trust) };
}

/** The public key that made a signature, as `minisign -P` takes it; null when it is none that is trusted. */
function minisignKey(signature: Uint8Array, { releaseKeys }: CarriedTrust): string | null {
  const line = new TextDecoder().decode(signature).split('\n')[1] ?? '';
  const id = Buffer.from(line, 'base64').subarray(2, 10);
  const key = releaseKeys.find((one) => one.id === id.toString('hex'));
  if (!key) return null;
  const raw = Buffer.from(key.publicKey, 'base64').subarray(-32);
  return Buffer.concat([Buffer.from('Ed'), id, raw]).toString('base64');
}

/** What Greenroom itself puts into a folder beside artifacts. */
const isOurs = (name: string) =>
  name === readMeName || /\.(release-manifest|release-index|trust-root|chunks|minisig)$/.test(name);

/** Takes the folder of a release away, when nothing but proofs is left in it. */
export async function clearPlace(
  folders: Pick<ReleaseFolders, 'names' | 'remove' | 'removeEmpty'>,
  { root, folder }: Pick<OrderPlace, 'root' | 'folder'>,
): Promise<void> {
  const names = await folders.names(folder);
  if (!names.every(isOurs)) return;
  await folders.remove(folder, names);
  await folders.removeEmpty(root, folder);
}
