export type Topic = 'session' | 'license' | 'notice' | 'cloud' | 'settings' | 'owner' | 'drive' | 'library';

export interface Changes {
  announce(topic: Topic): void;
  /** Listens until the returned function is called. */
  subscribe(listener: (topic: Topic) => void): () => void;
}

/** Who wants to know that something changed; what it is now, they ask for themselves. */
export function createChanges(): Changes {
  const listeners = new Set<(topic: Topic) => void>();
  return {
    announce(topic) {
      for (const listener of listeners) listener(topic);
    },
    subscribe(listener) {
      const own = (topic: Topic) => listener(topic);
      listeners.add(own);
      return () => listeners.delete(own);
    },
  };
}
