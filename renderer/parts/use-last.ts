import { useState } from 'react';

/** What was there last: a dialog keeps it while it fades away. */
export function useLast<T>(value: T | null): T | null {
  const [last, keep] = useState(value);
  if (value !== null && value !== last) keep(value);
  return value ?? last;
}
