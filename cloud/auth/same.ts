import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether two texts are the same, found out in a time that does not tell how much of them is. */
export const isSame = (one: string, other: string) => timingSafeEqual(digest(one), digest(other));

const digest = (text: string) => createHash('sha256').update(text).digest();
