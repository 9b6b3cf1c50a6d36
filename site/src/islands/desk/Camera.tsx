import { useEffect, useRef, useState } from 'preact/hooks';
import { staff } from '../../i18n/zh/staff.ts';
import { Button } from '../parts/Button.tsx';
import { Notice } from '../parts/Notice.tsx';
import { digitsIn } from './passes.ts';

const t = staff.codes;

/** The part of the Shape Detection API that is used; only some browsers have it. */
interface Detector {
  detect: (video: HTMLVideoElement) => Promise<{ rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: string[] }) => Detector;

function detectorClass(): DetectorClass | undefined {
  return (window as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
}

/** Whether this browser reads QR codes by itself and may have a camera. */
export function canScan(): boolean {
  return detectorClass() !== undefined && Boolean(navigator.mediaDevices?.getUserMedia);
}

const LOOK_EVERY_MS = 200;

interface Props {
  /** So many digits has a code. */
  length: number;
  onCode: (code: string) => void;
  onStop: () => void;
}

/** Shows what the camera sees until a code of that length is in it. */
export function Camera({ length, onCode, onStop }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    let stream: MediaStream | undefined;
    let timer = 0;
    let wanted = true;
    const Class = detectorClass();
    async function look(detector: Detector) {
      if (!wanted || !video.current) return;
      const seen = await detector.detect(video.current).catch(() => []);
      const read = seen.map(({ rawValue }) => digitsIn(rawValue, length));
      const code = read.find((one) => one.length === length);
      if (wanted && code) return onCode(code);
      timer = window.setTimeout(() => void look(detector), LOOK_EVERY_MS);
    }
    async function open() {
      if (!Class) return setRefused(true);
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment' },
      });
      if (!wanted || !video.current) return close();
      video.current.srcObject = stream;
      await video.current.play();
      await look(new Class({ formats: ['qr_code'] }));
    }
    function close() {
      for (const track of stream?.getTracks() ?? []) track.stop();
    }
    open().catch(() => wanted && setRefused(true));
    return () => {
      wanted = false;
      clearTimeout(timer);
      close();
    };
  }, []);
  return (
    <div class="camera">
      {refused ? (
        <Notice tone="warm" role="alert">
          {t.cameraRefused}
        </Notice>
      ) : (
        <>
          <video ref={video} muted playsInline aria-label={t.cameraHint} />
          <p>{t.cameraHint}</p>
        </>
      )}
      <Button kind="line" size="small" fit onClick={onStop}>
        {t.cameraStop}
      </Button>
    </div>
  );
}
