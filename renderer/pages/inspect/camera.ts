import { pixelsOf, readPixels } from '../../parts/qr-read.ts';

/** `foreign`: a code was seen, but there is no Greenroom file in it. */
export type CameraState = 'starting' | 'looking' | 'foreign' | 'none' | 'denied';

interface CameraPorts {
  onState: (state: CameraState) => void;
  onFound: (text: string) => void;
}

/** A look every so often leaves the window time for everything else. */
const every = 120;
const patience = 40;
const edge = 1_600;

/** Looks through the camera until a code with a signed file is seen. Returns its stop, which lets go of the camera. */
export function startCamera(video: HTMLVideoElement, { onState, onFound }: CameraPorts): () => void {
  let stopped = false;
  let stream: MediaStream | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    stopped = true;
    clearTimeout(timer);
    for (const track of stream?.getTracks() ?? []) track.stop();
    video.srcObject = null;
  };
  const look = () => {
    if (stopped) return;
    const size = { width: video.videoWidth, height: video.videoHeight };
    const found = size.width > 0 ? readPixels(pixelsOf(video, size, edge), patience) : null;
    if (found?.includes('BEGIN GREENROOM')) {
      stop();
      onFound(found);
      return;
    }
    if (found !== null) onState('foreign');
    timer = setTimeout(look, every);
  };
  openCamera()
    .then(async (opened) => {
      stream = opened;
      if (stopped) return stop();
      video.srcObject = opened;
      await video.play();
      onState('looking');
      look();
    })
    .catch((error: unknown) => {
      const isDenied = error instanceof DOMException && error.name === 'NotAllowedError';
      if (!stopped) onState(isDenied ? 'denied' : 'none');
    });
  return stop;
}

/** The camera that looks away from the person, where there are two; as sharp as it can be, for small dots. */
async function openCamera(): Promise<MediaStream> {
  // Absent in a page without https, other than on this machine itself.
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (!devices) throw new DOMException('no camera here', 'NotFoundError');
  return devices.getUserMedia({
    audio: false,
    video: { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } },
  });
}
