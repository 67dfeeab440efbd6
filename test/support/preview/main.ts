import { mount } from '../../../renderer/mount.tsx';
import { fakeApi } from '../fake-api/scenes.ts';
import { pictureTime } from '../fake-api/data.ts';

// ?scene=held&door=portal&theme=light: the window over a world in memory, at the moment of the pictures.
const wanted = new URLSearchParams(location.search);
const door = wanted.get('door') === 'portal' ? 'portal' : 'window';
const scheme = wanted.get('theme') === 'light' ? 'light' : 'dark';
const started = performance.now();
const now = () => pictureTime + Math.round(performance.now() - started);

localStorage.setItem('greenroom.theme', scheme);
const root = document.getElementById('root');
if (root) {
  const api = fakeApi(wanted.get('scene') ?? 'held', door, pictureTime);
  await api.companion?.settings.update({ theme: scheme });
  mount(root, api, now);
}
