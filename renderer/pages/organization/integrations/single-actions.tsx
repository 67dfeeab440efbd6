import { Button, Checkbox } from '@mantine/core';
import { useId, useState } from 'react';
import { organizationKinds } from '#shared/models/audit.ts';
import { text } from '#shared/text/index.ts';
import { actionInWords, organizationActions } from './events.ts';
import css from './integrations.module.css';

const words = text.window.integrations.hooks;

interface SingleActionsProps {
  /** Wanted whole: their actions are not listed. */
  kinds: readonly string[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

/** Actions that are wanted one by one, of the kinds that are not wanted whole. Few need it: it opens when asked. */
export function SingleActions({ kinds, chosen, onChange }: SingleActionsProps) {
  const [isOpen, open] = useState(chosen.length > 0);
  const list = useId();
  const others = organizationKinds.filter((kind) => !kinds.includes(kind));
  if (others.length === 0) return null;
  return (
    <div>
      <Button
        size="sm"
        variant="subtle"
        aria-expanded={isOpen}
        aria-controls={isOpen ? list : undefined}
        onClick={() => open(!isOpen)}
      >
        {words.actions(chosen.length)}
      </Button>
      {isOpen && (
        <Checkbox.Group value={chosen} onChange={onChange} aria-label={words.actions(chosen.length)}>
          <div className={css.actions} id={list} role="group" aria-label={words.actionsHint} tabIndex={0}>
            {others.map((kind) => (
              <div key={kind} className={css.choices}>
                <div className={css.label}>{text.audit.kinds[kind]}</div>
                {organizationActions
                  .filter((choice) => choice.kind === kind)
                  .map(({ action }) => (
                    <Checkbox key={action} value={action} label={actionInWords(action)} />
                  ))}
              </div>
            ))}
          </div>
        </Checkbox.Group>
      )}
    </div>
  );
}
