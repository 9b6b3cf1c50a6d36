import { useEffect, useState } from 'preact/hooks';
import { facility as words } from '../../i18n/zh/facility.ts';
import { copyText } from '../../lib/copy.ts';
import { type Destination, inMiniProgram, walkingMapHref } from '../../lib/directions.ts';
import { Button } from '../parts/Button.tsx';
import { Dock } from '../parts/Dock.tsx';
import { Notice } from '../parts/Notice.tsx';

interface TakeMeProps {
  to: Destination;
  address: string;
  call: { dial: string; label: string };
}

/** The one act of a place's page. A plain link; where links to maps do not open, the address to copy instead. */
export function TakeMe({ to, address, call }: TakeMeProps) {
  const [closedIn, setClosedIn] = useState(false);
  const [asked, setAsked] = useState(false);
  useEffect(() => setClosedIn(inMiniProgram(navigator.userAgent)), []);
  return (
    <>
      {asked && (
        <div class="pad take-me" role="alert">
          <Notice tone="warm">
            <p>{words.inMini}</p>
            <Address address={address} />
          </Notice>
        </div>
      )}
      <Dock>
        <Button kind="ghost" icon="phone" fit href={`tel:${call.dial}`}>
          {call.label}
        </Button>
        {closedIn ? (
          <Button kind="act" icon="walk" onClick={() => setAsked(true)}>
            {words.takeMe}
          </Button>
        ) : (
          <Button
            kind="act"
            icon="walk"
            rel="noreferrer"
            href={walkingMapHref(to)}
            label={words.takeMeLabel(to.name)}
          >
            {words.takeMe}
          </Button>
        )}
      </Dock>
    </>
  );
}

interface AddressProps {
  address: string;
}

/** An address with a button that copies it, where the browser can. */
export function Address({ address }: AddressProps) {
  const [said, say] = useState('');
  async function copy() {
    say((await copyText(address)) ? words.copied : words.copyFailed);
  }
  return (
    <>
      <p class="address">{address}</p>
      <Button kind="line" size="small" fit onClick={copy}>
        {words.copy}
      </Button>
      <p role="status">{said}</p>
    </>
  );
}
