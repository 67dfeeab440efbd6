import { useEffect, useRef, useState } from 'react';
import type { Failure } from '#shared/errors.ts';
import type { PeopleLine } from '#shared/models/people-file.ts';
import { groupOfLine } from '../../state/people-file.ts';
import { useApi, useStores } from '../../state/use.tsx';

/** Lines in one call, so that there is progress, and stopping takes effect soon. */
const atOnce = 20;

interface Import {
  name: string;
  text: string;
  ignored: readonly string[];
  lines: readonly PeopleLine[];
  /** Numbers of the lines that were carried out, or tried. */
  tried: ReadonlySet<number>;
}

/** A file that is read, looked through, and applied in portions. */
export function useImport(organization: string) {
  const { cloud } = useApi();
  const { explain } = useStores();
  const [file, setFile] = useState<Import | null>(null);
  const [busy, setBusy] = useState<'reading' | 'applying' | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const stopped = useRef(false);
  // Whoever leaves the page stops it after the portion under way.
  useEffect(() => () => void (stopped.current = true), []);

  async function read(name: string, text: string) {
    setBusy('reading');
    setFailure(null);
    setFile(null);
    try {
      const { ignored, lines } = await cloud.peopleFile.preview({ organization, text });
      setFile({ name, text, ignored, lines, tried: new Set() });
    } catch (error) {
      setFailure(explain(error));
    } finally {
      setBusy(null);
    }
  }

  async function apply() {
    if (!file) return;
    const wanted = file.lines.filter((line) => groupOfLine(line) === 'change' && !file.tried.has(line.line));
    stopped.current = false;
    setBusy('applying');
    setFailure(null);
    try {
      for (let first = 0; first < wanted.length && !stopped.current; first += atOnce) {
        const numbers = wanted.slice(first, first + atOnce).map(({ line }) => line);
        const { lines } = await cloud.peopleFile.apply({ organization, text: file.text, lines: numbers });
        const done = new Map(lines.map((line) => [line.line, line]));
        setFile(
          (last) =>
            last && {
              ...last,
              lines: last.lines.map((line) => done.get(line.line) ?? line),
              tried: new Set([...last.tried, ...numbers]),
            },
        );
      }
    } catch (error) {
      setFailure(explain(error));
    } finally {
      setBusy(null);
    }
  }

  return { file, busy, failure, read, apply, stop: () => void (stopped.current = true) };
}
