import { openDoor } from './api/open.ts';
import { mount } from './mount.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const api = await openDoor(window, new AbortController().signal);
mount(root, api);
