import { useEffect, useRef } from 'preact/hooks';
import { Fault, type FaultProps } from './parts/Waiting.tsx';

/** What went wrong with the press just made, brought before the eyes: the button is at the bottom, this is in the page. */
export function Unsent(props: FaultProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: 'center' }), []);
  return (
    <div class="section" ref={box}>
      <Fault {...props} />
    </div>
  );
}
