import { useEffect } from 'react';

/** Whoever works with the keyboard goes on where they were when what they were at goes away: a dialog, a row. */
export function FocusKeeper() {
  useEffect(keepFocus, []);
  return null;
}

/** Watches the page until the answer is called. */
function keepFocus(): () => void {
  let last: Element | null = null;
  /** The last one that is no part of a dialog. */
  let behind: Element | null = null;
  const note = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return;
    last = target;
    if (!target.closest('[role="dialog"], [role="menu"], [role="listbox"]')) behind = target;
  };
  const observer = new MutationObserver(() => {
    if (last === null || last.isConnected || document.activeElement !== document.body) return;
    last = null;
    [behind, document.querySelector('[role="dialog"]'), document.getElementById('content')].some(focusOn);
  });
  document.addEventListener('focusin', note);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', note);
    observer.disconnect();
  };
}

function focusOn(element: Element | null): boolean {
  if (element instanceof HTMLElement && element.isConnected) element.focus({ preventScroll: true });
  return document.activeElement !== document.body;
}
