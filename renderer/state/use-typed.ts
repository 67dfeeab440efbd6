import { useEffect, useRef, useState } from 'react';

/** Typing is over when nothing came for so long. */
const pause = 250;

/** What is typed, and what is done with it once somebody stops; emptied, that is at once. */
export function useTyped(value: string, onTyped: (typed: string) => void): [string, (typed: string) => void] {
  const [typed, type] = useState(value);
  const told = useRef(onTyped);
  useEffect(() => {
    told.current = onTyped;
  });
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => told.current(typed.trim()), typed === '' ? 0 : pause);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return [typed, type];
}
