import { vi } from 'vitest';

/** Waits until something holds: not for the second that vitest gives, which a busy machine may be away for. */
export const waitFor = <T>(holds: () => T | Promise<T>): Promise<T> => vi.waitFor(holds, { timeout: 9_000 });
