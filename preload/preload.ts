import { ipcRenderer } from 'electron';

/** The page says it is ready; it gets one end of a message port, the main process the other. Nothing else crosses. */
window.addEventListener('message', ({ source, data }) => {
  if (source !== window || data?.type !== 'greenroom-ready') return;
  const { port1, port2 } = new MessageChannel();
  ipcRenderer.postMessage('greenroom-port', null, [port1]);
  window.postMessage({ type: 'greenroom-port' }, location.origin, [port2]);
});
