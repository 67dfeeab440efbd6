import { Button } from '@mantine/core';
import { text } from '#shared/text/index.ts';
import type { CompanionClient } from '../../api/api.ts';
import { FailureNote } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { useSession } from '../../state/use.tsx';
import { ConsentDialog, useSignIn } from './consent-dialog.tsx';
import type { About } from './signed-out.tsx';
import css from './sign-in.module.css';

const words = text.window.signIn;

/** Before a code is asked for. On a cloud with sample data one click is enough. */
export function Start({ companion, about }: { companion: CompanionClient; about: About }) {
  const session = useSession();
  const why = session.state === 'signed-out' ? words.why[session.why] : null;
  const code = useSignIn(companion, () => companion.session.startCode({}));
  const sample = about.value?.sample ?? null;
  const asSample = useSignIn(companion, async () => {
    if (sample) await companion.session.signIn(sample);
  });
  const failure = asSample.failure ?? code.failure ?? about.failure;
  return (
    <>
      <h1 className={css.title}>{words.title}</h1>
      <p className={css.lead}>{words.lead}</p>
      {why && (
        <div className={css.why}>
          <Tally state="soon">{why}</Tally>
        </div>
      )}
      <div className={css.ways}>
        {sample && (
          <Button
            variant="filled"
            size="lg"
            autoFocus
            loading={asSample.busy}
            onClick={() => {
              code.clear();
              void asSample.run();
            }}
          >
            {words.continueAs(sample.name)}
          </Button>
        )}
        <Button
          variant={sample ? 'default' : 'filled'}
          size="lg"
          autoFocus={!sample}
          loading={code.busy}
          onClick={() => {
            asSample.clear();
            void code.run();
          }}
        >
          {words.getCode}
        </Button>
      </div>
      {sample && <p className={css.sample}>{words.sample}</p>}
      {failure && (
        <div className={css.failure}>
          <FailureNote failure={failure} />
        </div>
      )}
      <ConsentDialog signIn={code} />
      <ConsentDialog signIn={asSample} />
    </>
  );
}
