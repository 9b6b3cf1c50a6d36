import { useState } from 'preact/hooks';
import { facility as words } from '../../i18n/zh/facility.ts';
import { copyText } from '../../lib/copy.ts';
import { Button } from '../parts/Button.tsx';

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
