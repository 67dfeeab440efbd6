import { createStore } from 'zustand';

/** The dialog that makes an organization: opened from several places, shown once. */
export const creating = createStore(() => ({ opened: false }));
export const openCreate = (): void => creating.setState({ opened: true });
export const closeCreate = (): void => creating.setState({ opened: false });
