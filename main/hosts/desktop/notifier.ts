import { Notification } from 'electron';
import type { Notifier } from '../../services/ports.ts';
import type { MainWindow } from './window.ts';

/** Notifications of the desktop; a click opens the window. Nothing where the desktop shows none. */
export function createNotifier(window: Pick<MainWindow, 'open'>): Notifier | undefined {
  if (!Notification.isSupported()) return undefined;
  /** One that nobody holds is collected, and its click goes nowhere. */
  const shown = new Set<Notification>();
  return {
    show({ title, body }) {
      const notification = new Notification({ title, body });
      shown.add(notification);
      notification.on('click', () => {
        shown.delete(notification);
        window.open();
      });
      notification.on('close', () => shown.delete(notification));
      notification.show();
    },
  };
}
