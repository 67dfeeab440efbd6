import { IconCloudOff, IconDeviceUsb, IconDownload, IconKey, IconUser } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { Shelf } from '#shared/models/release.ts';
import { text } from '#shared/text/index.ts';
import { line } from '../../parts/icons.ts';
import { EmptyState, ErrorState, LoadingState, type Way } from '../../parts/states.tsx';
import { createConstant, type Resource } from '../../state/resource.ts';
import { useResource, useStores, useWho } from '../../state/use.tsx';
import { nameOf, Refused } from './shelf-notes.tsx';
import css from './downloads.module.css';

const words = text.window.downloads;
const big = { size: 20, stroke: 1.75 } as const;

interface NothingProps {
  shelf: Resource<Shelf> & { refresh: () => Promise<void> };
  /** Null in the portal: no stick can be seen from there. */
  onAdd: (() => void) | null;
  onBack?: (() => void) | undefined;
}

/** There is no release to show: why, and the button that solves it. */
export function Nothing({ shelf, onAdd, onBack }: NothingProps) {
  const { value, failure, phase, refresh } = shelf;
  const busy = phase === 'loading';
  if (value === null)
    return (
      <div className={css.nothing}>
        {failure ? (
          <ErrorState
            failure={failure}
            title={words.failed}
            action={{ label: text.window.parts.tryAgain, run: () => void refresh(), busy }}
          />
        ) : (
          <LoadingState />
        )}
      </div>
    );
  const add = onAdd ? { label: words.addFromUsb, run: onAdd, icon: <IconDeviceUsb {...line} /> } : undefined;
  const check = { label: words.checkAgain, run: () => void refresh(), busy };
  return (
    <div className={css.nothing}>
      {value.refused.map((refused) => (
        <div key={`${refused.product} ${refused.channel}`} className={css.refusedAlone}>
          <Refused refused={refused} name={nameOf(refused.product, value)} />
        </div>
      ))}
      <Why shelf={value} add={add} check={check} onBack={onBack} />
    </div>
  );
}

interface WhyProps {
  shelf: Shelf;
  add: Way | undefined;
  check: Way;
  onBack: (() => void) | undefined;
}

function Why({ shelf, add, check, onBack }: WhyProps) {
  const who = useWho();
  if (who) return <OfOrganization {...{ shelf, add, check }} name={who.current?.organization.name ?? ''} />;
  const signIn = onBack && { label: words.empty.signIn, run: onBack };
  return (
    <EmptyState icon={<IconUser {...big} />} title={words.empty.signedOutTitle} action={signIn} other={add}>
      {words.empty.signedOutBody}
    </EmptyState>
  );
}

/** For whoever is in no organization. */
const nowhere = createConstant<{ licenses: number } | null>(null);

function OfOrganization({ shelf, add, check, name }: Omit<WhyProps, 'onBack'> & { name: string }) {
  const [, go] = useLocation();
  const organization = useWho()?.current?.organization.id;
  const { of } = useStores();
  const known = useResource(organization === undefined ? nowhere : of.rules.of(organization)).value;
  if (!shelf.isCurrent)
    return (
      <EmptyState icon={<IconCloudOff {...big} />} title={words.empty.offlineTitle} action={check} other={add}>
        {words.empty.offlineBody}
      </EmptyState>
    );
  if (known?.licenses === 0)
    return (
      <EmptyState
        icon={<IconKey {...big} />}
        title={words.empty.noLicensesTitle(name)}
        action={{ label: words.empty.toLicenses, run: () => go('/licenses') }}
        other={add}
      >
        {words.empty.noLicensesBody}
      </EmptyState>
    );
  return (
    <EmptyState icon={<IconDownload {...big} />} title={words.empty.nothingTitle} action={check} other={add}>
      {words.empty.nothingBody}
    </EmptyState>
  );
}
