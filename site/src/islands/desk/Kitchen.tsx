import { useEffect } from 'preact/hooks';
import type { KitchenSheet } from '../../../../worker/features/canteen/schema.ts';
import { menu as menuWords } from '../../i18n/zh/menu.ts';
import { staffMeals as t } from '../../i18n/zh/staffMeals.ts';
import { answer, api } from '../../lib/api.ts';
import { clockRange, dateFull, dayName } from '../../lib/format.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { CutOff } from './CutOff.tsx';
import { DishTable } from './DishTable.tsx';
import { Loaded } from './Loaded.tsx';
import type { MealProps } from './Meals.tsx';
import { Orders } from './Orders.tsx';
import { useDesk } from './useDesk.ts';
import { momentWords } from './words.ts';

/** What to cook for a meal and who comes for it; on paper too. */
export function Kitchen({ desk, canteen, on, meal, onView }: MealProps) {
  const asked = useDesk(`${canteen.id} ${on} ${meal}`, desk.turn, () =>
    answer(
      api.staff.canteens[':id']['kitchen-sheet'].$get({
        param: { id: canteen.id },
        query: { date: on, meal },
      }),
    ),
  );
  const title = `${dayName(on, desk.now)} ${menuWords.meals[meal]}`;
  if (asked.refusal?.code === 'menu.notFound') {
    return (
      <Section title={title}>
        <Empty title={t.noSheet} text={t.noSheetText}>
          <Button fit onClick={() => onView('menu')}>
            {t.toMenu}
          </Button>
        </Empty>
      </Section>
    );
  }
  return (
    <Loaded asked={asked} rows={8}>
      {(sheet) => <Sheet title={title} desk={desk} sheet={sheet} />}
    </Loaded>
  );
}

interface SheetProps {
  title: string;
  desk: MealProps['desk'];
  sheet: KitchenSheet;
}

function Sheet({ title, desk, sheet }: SheetProps) {
  const { notes, orders, canteen } = sheet;
  useEffect(() => {
    // The list comes after the page: a link to it finds it only now.
    if (window.location.hash === '#orders') document.getElementById('orders')?.scrollIntoView();
  }, []);
  return (
    <>
      <div class="print-only print-title">
        <h1>
          {canteen.name} {t.views.kitchen}
        </h1>
        <p>
          {dateFull(sheet.date)} {menuWords.meals[sheet.meal]}，
          {t.served(clockRange(sheet.start, sheet.end))}，
          {t.printedAt(momentWords(desk.now, desk.now))}
        </p>
      </div>
      <div class="columns two">
        <Section title={title} end={t.served(clockRange(sheet.start, sheet.end))}>
          <div class="cut-off">
            <CutOff sheet={sheet} now={desk.now} />
          </div>
          {orders.all === 0 ? (
            <Empty title={t.noOrders} text={t.noOrdersText} />
          ) : (
            <DishTable sheet={sheet} full />
          )}
          <div class="notes">
            {notes.length > 0 && (
              <Notice>
                <b>{t.notes}：</b>
                {notes.map(({ note, orders: said }) => t.note(note, said)).join('，')}
              </Notice>
            )}
          </div>
          <Button kind="line" fit icon="print" onClick={() => window.print()}>
            {t.print}
          </Button>
        </Section>
        <Orders desk={desk} sheet={sheet} />
      </div>
    </>
  );
}
