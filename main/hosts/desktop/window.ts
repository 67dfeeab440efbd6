import { BrowserWindow, nativeTheme } from 'electron';
import { applyTheme, backgroundColor, keepLook, readLook, titleBarOverlay, visibleBounds } from './look.ts';
import { iconFolder, pageOrigin, preloadFile } from './places.ts';

export interface MainWindow {
  /** Shows the window, opening it if it is closed. */
  open(): void;
  /** Nothing waits for a window that nobody asked for. */
  stayClosed(): void;
  isOurs(contents: Electron.WebContents): boolean;
  /** The page stands and has drawn what it knows, or is gone; from now on heavy work disturbs nobody. */
  settled: Promise<void>;
}

/** How long the page needs, once it is loaded, to ask for what it shows. */
const settling = 500;

/** The one window. It can be closed and opened again while the companion goes on. */
export function createMainWindow(): MainWindow {
  let window: BrowserWindow | null = null;
  const { promise: settled, resolve } = Promise.withResolvers<void>();
  nativeTheme.on('updated', () => window && dress(window));
  return {
    open: () => {
      if (window) return show(window);
      window = createWindow();
      window.webContents.once('did-finish-load', () => setTimeout(resolve, settling));
      window.on('closed', () => {
        window = null;
        // Nothing may wait for a page that never came: the app could not quit.
        resolve();
      });
    },
    stayClosed: resolve,
    isOurs: (contents) => contents === window?.webContents,
    settled,
  };
}

function createWindow(): BrowserWindow {
  const look = readLook();
  applyTheme(look.theme);
  const window = new BrowserWindow({
    ...visibleBounds(look),
    minWidth: 720,
    minHeight: 480,
    title: 'Greenroom',
    icon: `${iconFolder}icon.png`,
    backgroundColor: backgroundColor(),
    autoHideMenuBar: true,
    titleBarStyle: 'hidden',
    ...(process.platform === 'darwin'
      ? { trafficLightPosition: { x: 16, y: 17 } }
      : { titleBarOverlay: titleBarOverlay() }),
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  if (look.maximized) window.maximize();
  window.on('close', () => keepLook({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }));
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.reload();
  });
  void window.loadURL(`${pageOrigin}/`);
  return window;
}

function dress(window: BrowserWindow): void {
  window.setBackgroundColor(backgroundColor());
  if (process.platform !== 'darwin') window.setTitleBarOverlay(titleBarOverlay());
}

function show(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
