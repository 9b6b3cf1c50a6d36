import { useRef, useState } from 'preact/hooks';
import { points } from '../../i18n/zh/points.ts';
import { smallPhoto } from '../../lib/photo.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';

const words = points.claim.photos;

export interface PhotoFieldProps {
  id: string;
  label: string;
  help: string;
  /** Data addresses of JPEG. */
  photos: readonly string[];
  max: number;
  maxBytes: number;
  onChange: (photos: string[]) => void;
}

/** A few photos, from the camera or the album, made small before they are sent. */
export function PhotoField({ id, label, help, photos, max, maxBytes, onChange }: PhotoFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();

  async function add(files: readonly File[]) {
    setBusy(true);
    setFault(files.length > max - photos.length ? words.tooMany(max) : undefined);
    const next = [...photos];
    for (const file of files.slice(0, max - photos.length)) {
      const photo = await smallPhoto(file, maxBytes);
      if (photo) next.push(photo);
      else setFault(words.notPicture(file.name));
    }
    onChange(next);
    setBusy(false);
  }

  return (
    <div class={fault ? 'field wrong' : 'field'}>
      <label for={id}>{label}</label>
      <input
        ref={input}
        id={id}
        type="file"
        accept="image/*"
        multiple
        class="visually-hidden"
        tabIndex={-1}
        aria-describedby={`${id}-help`}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // Emptied, or the same photo taken out again could not be put back.
          event.currentTarget.value = '';
          void add(files);
        }}
      />
      <ul class="photos">
        {photos.map((photo, index) => (
          <li key={photo}>
            <img src={photo} alt={words.nth(index + 1)} />
            <Button
              kind="line"
              size="small"
              label={words.dropLabel(index + 1)}
              onClick={() => onChange(photos.filter((_, at) => at !== index))}
            >
              {words.drop}
            </Button>
          </li>
        ))}
      </ul>
      {photos.length < max && (
        <Button kind="line" icon="plus" busy={busy} onClick={() => input.current?.click()}>
          {photos.length === 0 ? words.add : words.addMore}
        </Button>
      )}
      {fault && (
        <p class="error" role="alert">
          <Icon name="ban" />
          <span>{fault}</span>
        </p>
      )}
      <p class="help" id={`${id}-help`}>
        {help}
      </p>
    </div>
  );
}
