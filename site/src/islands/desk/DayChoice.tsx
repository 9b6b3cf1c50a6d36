import { staff } from '../../i18n/zh/staff.ts';
import { addDays, type Day, daysBetween } from '../../lib/format.ts';
import { Button } from '../parts/Button.tsx';

const t = staff.day;

interface Props {
  on: Day;
  today: Day;
  onChange: (on: Day) => void;
}

/** One day back, one day on, or any day by the calendar. */
export function DayChoice({ on, today, onChange }: Props) {
  return (
    <div class="day-choice no-print">
      <Button kind="line" size="small" fit icon="back" onClick={() => onChange(addDays(on, -1))}>
        {t.previous}
      </Button>
      <div class="field">
        <label class="visually-hidden" for="desk-day">
          {t.label}
        </label>
        <input
          id="desk-day"
          type="date"
          value={on}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            if (chosen && Math.abs(daysBetween(today, chosen)) < 400) onChange(chosen);
          }}
        />
      </div>
      <Button kind="line" size="small" fit onward onClick={() => onChange(addDays(on, 1))}>
        {t.next}
      </Button>
      {on !== today && (
        <Button size="small" fit onClick={() => onChange(today)}>
          {t.today}
        </Button>
      )}
    </div>
  );
}
