import { Button, Loader } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { text } from '#shared/text/index.ts';
import { chooseFiles } from '../../parts/choose-files.ts';
import { line } from '../../parts/icons.ts';
import { type CameraState, startCamera } from './camera.ts';
import { useTake } from './use-take.ts';
import css from './inspect.module.css';

const words = text.window.inspect;

/** Scans a code from another screen: by camera where there is one, from a picture file anyway. */
export function Scanner() {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>('starting');
  const { takeFiles, takeText } = useTake();
  useEffect(() => {
    if (!video.current) return;
    return startCamera(video.current, { onState: setState, onFound: (found) => takeText(found, words.scanTitle) });
  }, [takeText]);
  const hasCamera = state === 'starting' || state === 'looking' || state === 'foreign';
  return (
    <div className={css.stack}>
      <p>{hasCamera ? words.scanLead : state === 'denied' ? words.scanDenied : words.scanNoCamera}</p>
      <div className={css.camera} hidden={!hasCamera}>
        {/* What the camera sees: nobody speaks in it. */}
        <video ref={video} muted playsInline aria-label={words.scanTitle} />
        <span className={css.frame} aria-hidden />
      </div>
      <div className={css.between}>
        <span role="status" className={css.status}>
          {hasCamera && state !== 'foreign' && <Loader aria-hidden />}
          {state === 'starting' && words.scanStarting}
          {state === 'looking' && words.scanLooking}
          {state === 'foreign' && words.scanForeign}
        </span>
        <Button
          variant={hasCamera ? 'default' : 'filled'}
          data-autofocus
          leftSection={<IconPhoto {...line} />}
          onClick={() => void chooseFiles({ pictures: true }).then(takeFiles)}
        >
          {words.scanPicture}
        </Button>
      </div>
    </div>
  );
}
