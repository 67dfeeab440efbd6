import type { SignOnProbe } from '#shared/models/single-sign-on.ts';
import { text } from '#shared/text/index.ts';
import { Attention } from '../../../parts/attention.tsx';

const words = text.window.singleSignOn;

/** What the provider said when it was asked. */
export function ProbeNote({ probe }: { probe: SignOnProbe }) {
  const say = words.probe[probe.state] as (told: SignOnProbe) => { title: string; body: string };
  const { title, body } = say(probe);
  const works = probe.state === 'works';
  return (
    <Attention state={works ? 'held' : 'ended'} icon={works ? 'check' : undefined} title={title}>
      <p>{body}</p>
    </Attention>
  );
}
