import { Anchor } from '@mantine/core';
import { IconShieldCheckFilled } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { text } from '#shared/text/index.ts';
import { useStatus } from '../../state/use.tsx';
import css from './sign-in.module.css';

const words = text.window.signIn;

/** The other way in, and which cloud this is, in words that can be compared. */
export function SignInFoot({ other }: { other: { label: string; run: () => void } }) {
  const cloud = useStatus((status) => status.cloud);
  const [, go] = useLocation();
  return (
    <div className={css.foot}>
      <div className={css.links}>
        <Anchor component="button" type="button" onClick={other.run}>
          {other.label}
        </Anchor>
        <Anchor component="button" type="button" onClick={() => go('/settings')}>
          {words.connection}
        </Anchor>
        <Anchor component="button" type="button" onClick={() => go('/offline')}>
          {words.noNetwork}
        </Anchor>
        <Anchor component="button" type="button" onClick={() => go('/downloads')}>
          {words.releases}
        </Anchor>
      </div>
      {cloud && <CloudWords name={cloud.name} url={cloud.url} fingerprint={cloud.fingerprint} />}
    </div>
  );
}

/** The name of a cloud and the words of its key. */
export function CloudWords(props: { name: string | null; url: string; fingerprint: string | null }) {
  const { name, url, fingerprint } = props;
  return (
    <div className={css.cloud}>
      <IconShieldCheckFilled size={16} aria-hidden />
      {name !== null && fingerprint !== null ? (
        <>
          <span>{words.cloud(name)}</span>
          <code>{fingerprint}</code>
        </>
      ) : (
        <span>{words.cloudUnknown(url)}</span>
      )}
    </div>
  );
}
