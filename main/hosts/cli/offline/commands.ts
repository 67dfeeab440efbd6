import type { OwnCommand } from '../own-command.ts';
import { apply } from './apply.ts';
import { acknowledge, giveBack } from './give-back.ts';
import { inspects } from './inspect.ts';
import { intake } from './intake.ts';
import { request } from './request.ts';
import { trust } from './trust.ts';

/**
 * Licenses by file, as people and scripts use them: with files, folders, sticks and pipes. Each takes the place of the bare
 * operation of the same name, which takes and gives text.
 */
export const offlineCommands: readonly OwnCommand[] = [
  request,
  apply,
  giveBack,
  acknowledge,
  trust,
  ...inspects,
  intake,
];
