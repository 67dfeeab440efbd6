import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { DiagnosticsBundle, DiagnosticsEvent, DiagnosticsStep } from '../../models/diagnostics.ts';
import { Id } from '../../models/id.ts';
import { operation } from '../operation.ts';

/** A support bundle (O4): made step by step, redacted, and looked at before it is saved or sent. */
export const diagnostics = {
  collect: operation(
    'Collects what support needs to know about this machine, step by step, without secrets; nothing is saved or sent',
    { needs: 'nothing', example: 'diagnostics collect' },
  )
    .input(z.object({}))
    .output(eventIterator(DiagnosticsEvent)),
  pack: operation(
    'Packs what was collected and shown, to the letter, without the steps that are to be left out',
    { needs: 'nothing', example: 'diagnostics pack --report D-1 --leave-out log' },
    ['not-found'],
  )
    .input(
      z.object({
        report: Id,
        leaveOut: z.array(DiagnosticsStep).max(DiagnosticsStep.options.length).default([]),
      }),
    )
    .output(DiagnosticsBundle),
};
