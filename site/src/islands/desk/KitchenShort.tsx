import type { KitchenSheet } from '../../../../worker/features/canteen/schema.ts';
import { staff } from '../../i18n/zh/staff.ts';
import { staffMeals } from '../../i18n/zh/staffMeals.ts';
import { staffPaths } from '../../lib/staff-paths.ts';
import type { Asked } from '../../lib/use-answer.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { CutOff } from './CutOff.tsx';
import { DishTable } from './DishTable.tsx';
import { Loaded } from './Loaded.tsx';

const t = staff.today;

interface Props {
  sheet: Asked<KitchenSheet>;
  now: number;
  /** False when nothing more is served today. */
  hasMeal: boolean;
}

/** The next meal in short: until when it changes, what to cook. */
export function KitchenShort({ sheet, now, hasMeal }: Props) {
  if (!hasMeal) {
    return (
      <Section title={t.kitchen}>
        <Empty title={staffMeals.noSheet} text={staffMeals.noSheetText}>
          <Button kind="line" fit href={`${staffPaths.meals}?view=menu`}>
            {staffMeals.toMenu}
          </Button>
        </Empty>
      </Section>
    );
  }
  return (
    <Section title={t.kitchen} end={t.print} endHref={staffPaths.meals}>
      <Loaded asked={sheet}>
        {(value) => (
          <>
            <CutOff sheet={value} now={now} />
            <DishTable sheet={value} />
            {value.notes.length > 0 && (
              <Notice>
                {staffMeals.notes}：
                {value.notes.map(({ note, orders }) => staffMeals.note(note, orders)).join('，')}
              </Notice>
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}
