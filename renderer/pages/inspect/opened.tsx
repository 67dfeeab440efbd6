import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import type { InspectedFile } from '#shared/models/offline.ts';
import { text } from '#shared/text/index.ts';
import { FailureNote, LoadingState } from '../../parts/states.tsx';
import { Tally } from '../../parts/tally.tsx';
import { createDesk } from '../../state/offline-desk.ts';
import { isForIntake, type Piece, type Unused } from '../../state/offline-files.ts';
import { actsOf, type InspectAct, standingOfFile, titleOf } from '../../state/offline-inspect.ts';
import { makeIntake } from '../../state/offline-kept.ts';
import { useApi, useKept, useStatus, useWho } from '../../state/use.tsx';
import { FileDetails } from './file-details.tsx';
import { useApply } from './use-apply.ts';
import { useInspected } from './use-inspected.ts';
import css from './inspect.module.css';

const words = text.window.inspect;
const arrivals = text.window.offline.arrivals;
/** So many are listed; a thousand lines would help nobody. */
const most = 60;

/** What was opened, file by file, and the one right thing to do with it. */
export function Opened({ pieces, unused }: { pieces: readonly Piece[]; unused: readonly Unused[] }) {
  const desk = useKept(createDesk);
  const { value: files, failure, refresh } = useInspected(pieces);
  if (failure)
    return (
      <div className={css.stack}>
        <FailureNote failure={failure} />
        <div className={css.end}>
          <Button variant="filled" onClick={() => void refresh()}>
            {text.window.parts.tryAgain}
          </Button>
        </div>
      </div>
    );
  if (!files) return <LoadingState label={words.looking} />;
  return (
    <div className={css.stack}>
      {files.length === 1 && files[0] && pieces[0] && <FileDetails file={files[0]} source={pieces[0].name} withHead />}
      {files.length > 1 && <Several files={files} pieces={pieces} />}
      {unused.length > 0 && (
        <ul>
          {unused.slice(0, 5).map(({ name, why }) => (
            <li key={name}>
              <Tally state="soon">{arrivals[why](name)}</Tally>
            </li>
          ))}
          {unused.length > 5 && <li className={css.note}>{arrivals.others(unused.length - 5)}</li>}
        </ul>
      )}
      <Acts files={files} pieces={pieces} onAnother={() => desk.ask()} />
    </div>
  );
}

function Several({ files, pieces }: { files: readonly InspectedFile[]; pieces: readonly Piece[] }) {
  return (
    <ul className={css.list}>
      {files.slice(0, most).map((file, index) => {
        const { tally, icon, word } = standingOfFile(file);
        const source = pieces[index]?.name ?? '';
        return (
          <li key={`${source} ${index}`} className={css.item}>
            <details>
              <summary>
                <span>
                  <span className={css.itemName}>{titleOf(file)}</span>
                  <span className={css.source}>{source}</span>
                </span>
                <Tally state={tally} icon={icon}>
                  {word}
                </Tally>
              </summary>
              <div className={css.itemBody}>
                <FileDetails file={file} source={source} />
              </div>
            </details>
          </li>
        );
      })}
      {files.length > most && <li className={css.itemBody}>{words.more(files.length - most)}</li>}
    </ul>
  );
}

interface ActsProps {
  files: readonly InspectedFile[];
  pieces: readonly Piece[];
  onAnother: () => void;
}

/** What can be done with what was opened: the weightiest in ink, the others beside it. */
function Acts({ files, pieces, onAnother }: ActsProps) {
  const { companion } = useApi();
  const desk = useKept(createDesk);
  const intake = useKept(makeIntake);
  const here = useStatus(({ machine }) => machine.name) ?? '';
  const isSignedIn = useWho() !== null;
  const [, go] = useLocation();
  const apply = useApply();
  const acts = actsOf(files, { hasMachine: companion !== null, isSignedIn });
  const textsOf = (wanted: (piece: Piece) => boolean) => pieces.filter(wanted).map((piece) => piece.text);
  const leave = (path: string) => {
    desk.close();
    go(path);
  };
  const does: Record<InspectAct, () => void> = {
    apply: () => void apply.run(textsOf((piece) => !isForIntake(piece))).then((applied) => applied && desk.close()),
    compare: () => desk.compare(textsOf(({ kind }) => kind === 'trust-root').join('\n')),
    add: () => {
      intake.add(pieces.filter(isForIntake));
      leave('/offline');
    },
    'sign-in': () => leave('/'),
    'ask-again': () => leave('/offline'),
  };
  const labels: Record<InspectAct, (count: number) => string> = {
    apply: () => (files.length === 1 ? words.apply(here) : words.applyAll),
    compare: () => words.compare,
    add: (count) => (files.length === 1 ? words.add : words.addAll(count)),
    'sign-in': () => words.signIn,
    'ask-again': () => words.askAgain,
  };
  return (
    <>
      {acts.some(({ act }) => act === 'add') && <p className={css.note}>{words.addNote}</p>}
      <FailureNote failure={apply.failure} />
      <div className={css.end}>
        {acts.length === 0 && (
          <Button data-autofocus onClick={desk.close}>
            {text.window.parts.close}
          </Button>
        )}
        <Button variant="subtle" onClick={onAnother}>
          {words.another}
        </Button>
        {acts.toReversed().map(({ act, count }, index) => (
          <Button
            key={act}
            variant={index === acts.length - 1 ? 'filled' : 'default'}
            loading={act === 'apply' && apply.busy}
            data-autofocus={index === acts.length - 1 || undefined}
            onClick={does[act]}
          >
            {labels[act](count)}
          </Button>
        ))}
      </div>
    </>
  );
}
