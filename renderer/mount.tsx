import '@fontsource-variable/inter/opsz.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './styles/mantine.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './styles/tokens.css';
import './styles/global.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { useBrowserLocation } from 'wouter/use-browser-location';
import { useHashLocation } from 'wouter/use-hash-location';
import type { Api } from './api/api.ts';
import { readMeta } from './api/door.ts';
import { App } from './app.tsx';
import { createStores } from './state/stores.ts';
import { StateProvider } from './state/use.tsx';
import { cssVariables, theme } from './styles/theme.ts';

const schemes = localStorageColorSchemeManager({ key: 'greenroom.theme' });

/** Shows the window over a door. Returns its stop. */
export function mount(root: HTMLElement, api: Api, now: () => number = Date.now): () => void {
  const nonce = readMeta('style-nonce');
  if (nonce) setNonce(nonce);
  const stores = createStores(api, now);
  const stop = stores.start(window);
  const page = createRoot(root);
  page.render(
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="dark"
      colorSchemeManager={schemes}
      getStyleNonce={() => nonce}
    >
      <Notifications position="bottom-right" limit={4} zIndex="var(--gr-z-toast)" />
      <StateProvider api={api} stores={stores}>
        <Router hook={api.door === 'portal' ? useBrowserLocation : useHashLocation}>
          <App />
        </Router>
      </StateProvider>
    </MantineProvider>,
  );
  return () => {
    stop();
    page.unmount();
  };
}
