import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Pass } from '../../../../worker/features/desk/schema.ts';
import { staff } from '../../i18n/zh/staff.ts';
import { answer, api } from '../../lib/api.ts';
import { serverNow } from '../../lib/clock.ts';
import { digits } from '../../lib/format.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Camera, canScan } from './Camera.tsx';
import type { Wanted } from './Desk.tsx';
import { PassPreview } from './PassPreview.tsx';
import { digitsIn, doneWords, previewOf } from './passes.ts';
import type { Workplace } from './places.ts';
import { Told } from './Told.tsx';
import { useAct } from './useAct.ts';

const t = staff.codes;
const LENGTH = 8;

interface Props {
  place: Workplace;
  /** What was done last, here or in a list. */
  said: string;
  wanted?: Wanted;
  onDone: (words: string) => void;
  onTyped: () => void;
}

/** Eight digits in, who and what out, one press to act, and ready for the next one. */
export function CodeBox({ place, said, wanted, onDone, onTyped }: Props) {
  const [typed, setTyped] = useState('');
  const [short, setShort] = useState(false);
  const [found, setFound] = useState<Pass>();
  const [scanning, setScanning] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const looking = useAct();
  const acting = useAct();
  useStrayDigits(box);
  useEffect(() => {
    if (wanted) box.current?.focus();
  }, [wanted]);

  function clear() {
    setTyped('');
    setShort(false);
    setFound(undefined);
    looking.clear();
    acting.clear();
    box.current?.focus();
  }
  async function look(code: string) {
    if (code.length < LENGTH) return setShort(true);
    acting.clear();
    setScanning(false);
    await looking.run(async () => {
      setFound(await answer(api.staff.passes['look-up'].$post({ json: { code } })));
    });
  }
  function take(text: string) {
    const code = digitsIn(text, LENGTH);
    onTyped();
    setTyped(code);
    setShort(false);
    setFound(undefined);
    looking.clear();
    if (code.length === LENGTH && code !== typed) void look(code);
  }
  async function act(pass: Pass) {
    const done = await acting.run(() => checkIn(pass, typed));
    if (!done) return setFound(undefined);
    clear();
    onDone(doneWords(previewOf(pass, serverNow()), serverNow()));
  }

  const preview = found && previewOf(found, serverNow());
  const otherTail = wanted && found && !typed.endsWith(wanted.tail) ? wanted.tail : undefined;
  return (
    <section class="code-box no-print" aria-label={t.label}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!found) void look(typed);
        }}
      >
        <label for="desk-code">
          <Icon name="scan" />
          {t.label}
        </label>
        <input
          ref={box}
          id="desk-code"
          class="n"
          type="text"
          inputMode="numeric"
          autocomplete="off"
          value={digits(typed)}
          aria-describedby="desk-code-help"
          aria-invalid={short || undefined}
          onInput={(event) => {
            const field = event.currentTarget;
            take(field.value);
            field.value = digits(digitsIn(field.value, LENGTH));
          }}
        />
        <Button type="submit" size="small" fit busy={looking.busy}>
          {t.look}
        </Button>
        {canScan() && !scanning && (
          <Button kind="line" size="small" fit onClick={() => setScanning(true)}>
            {t.camera}
          </Button>
        )}
        <p id="desk-code-help" class={short ? 'help wrong' : 'help'}>
          {short
            ? t.short(LENGTH - typed.length)
            : wanted
              ? t.waitFor(wanted.who, wanted.tail)
              : t.help}
        </p>
      </form>
      {scanning && (
        <Camera
          length={LENGTH}
          onStop={() => setScanning(false)}
          onCode={(code) => {
            setScanning(false);
            take(code);
          }}
        />
      )}
      {looking.refusal && <Told refusal={looking.refusal} />}
      {acting.refusal && <Told refusal={acting.refusal} />}
      {preview && found && (
        <PassPreview
          preview={preview}
          elsewhere={preview.place.id === place.id ? undefined : preview.place.name}
          otherTail={otherTail}
          busy={acting.busy}
          onAct={() => void act(found)}
          onNext={clear}
        />
      )}
      <p class={said ? 'said' : undefined} role="status">
        {said && <Icon name="check" />}
        {looking.busy ? t.looking : said}
      </p>
    </section>
  );
}

/** The API looks the code up again: what was shown may have changed meanwhile. */
function checkIn({ kind }: Pass, code: string): Promise<unknown> {
  const sent = { json: { code } };
  if (kind === 'booking') return answer(api.staff.bookings['check-in'].$post(sent));
  if (kind === 'mealOrder') return answer(api.staff['meal-orders']['hand-over'].$post(sent));
  return answer(api.staff.registrations['check-in'].$post(sent));
}

/** A scanner types wherever the focus is: digits that no field takes go to the box. */
function useStrayDigits(box: RefObject<HTMLInputElement>): void {
  useEffect(() => {
    const take = (event: KeyboardEvent) => {
      const at = document.activeElement;
      const inField = at instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName);
      if (inField || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!/^\d$/.test(event.key)) return;
      box.current?.focus();
      // What stands there is of the last one.
      box.current?.select();
    };
    document.addEventListener('keydown', take);
    return () => document.removeEventListener('keydown', take);
  }, []);
}
