import { useState } from 'preact/hooks';
import { staff as t } from '../../i18n/zh/staff.ts';
import { clock, dateLong, dayOf, machineTime } from '../../lib/format.ts';
import { tenant } from '../../lib/tenant.ts';
import { Button } from '../parts/Button.tsx';
import { Plate } from '../parts/Plate.tsx';
import { PlaceSwitch } from './PlaceSwitch.tsx';
import type { Workplace } from './places.ts';

interface Props {
  title: string;
  /** ms; 0 or nothing while it is not known. */
  now?: number;
  /** `上学日` */
  note?: string;
  place?: Workplace;
  places?: readonly Workplace[];
  onChoose?: (placeId: string) => void;
}

/** Plate, page, place and day, and the clock: where and when one is. */
export function DeskHead({ title, now = 0, note, place, places = [], onChoose }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <div class="desk-head">
        {place?.sign ? (
          <Plate code={place.sign} dark />
        ) : (
          <Plate icon={place?.canteenId ? 'dine' : 'centre'} dark />
        )}
        <h1>{title}</h1>
        <div class="about">
          <div>
            {place && <b>{place.name}</b>} {tenant.demo && <b class="demo">{t.demo}</b>}
          </div>
          {now > 0 && (
            <span class="dim">{[dateLong(dayOf(now), now), note].filter(Boolean).join('，')}</span>
          )}
        </div>
        {places.length > 1 && !open && (
          <div class="no-print">
            <Button kind="line" size="small" fit icon="place" onClick={() => setOpen(true)}>
              {t.place.change}
            </Button>
          </div>
        )}
        {now > 0 && (
          <time class="n clock" dateTime={machineTime(now)}>
            {clock(now)}
          </time>
        )}
      </div>
      {open && place && (
        <PlaceSwitch
          places={places}
          current={place.id}
          onChoose={(id) => {
            setOpen(false);
            onChoose?.(id);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
