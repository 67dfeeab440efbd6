import { say, seconds } from './steps/say.mjs';
import { fingerprint, keepFingerprint, sameAsBefore } from './bundle/fingerprint.ts';
import { targets } from './bundle/targets.ts';

/** `npm run build`: makes dist/, target by target, as far as it is out of date. */
for (const target of targets) {
  const now = fingerprint(target.inputs);
  if (sameAsBefore(target.name, now)) continue;
  const start = performance.now();
  await target.build();
  keepFingerprint(target.name, now);
  say(`Built ${target.name} in ${seconds(start)}.`);
}
