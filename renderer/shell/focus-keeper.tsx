import { useEffect } from 'react';

/**
 * Whoever works with the keyboard goes on where they were when what they were at goes away, as a dialog or a row does,
 * or is off for a while, as a button is.
 */
export function FocusKeeper() {
  useEffect(keepFocus, []);
  return null;
}

/** Watches the page until the answer is called. */
function keepFocus(): () => void {
  let last: Element | null = null;
  /** The last one that is no part of a dialog. */
  let behind: Element | null = null;
  /** It is off while what it started is under way, and a browser takes the focus from what is off. */
  let wasOff = false;
  const note = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return;
    wasOff = false;
    last = target;
    if (!target.closest('[role="dialog"], [role="menu"], [role="listbox"]')) behind = target;
  };
  const observer = new MutationObserver(() => {
    if (last === null) return;
    if (last.isConnected && last.matches(':disabled')) {
      wasOff = true;
      return;
    }
    const isLost = !last.isConnected || wasOff;
    wasOff = false;
    if (!isLost || document.activeElement !== document.body) return;
    const lost = last;
    last = null;
    [lost, behind, document.querySelector('[role="dialog"]'), document.getElementById('content')].some(focusOn);
  });
  document.addEventListener('focusin', note);
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  return () => {
    document.removeEventListener('focusin', note);
    observer.disconnect();
  };
}

function focusOn(element: Element | null): boolean {
  if (element instanceof HTMLElement && element.isConnected) element.focus({ preventScroll: true });
  return document.activeElement !== document.body;
}
