import { endpoint, input, once, publicFor, routes, signedIn } from '../../lib/http.ts';
import { idParam } from '../../lib/schema.ts';
import { cancelMealOrder, changeMealOrder } from './commands/change.ts';
import { createDish, handOverMeal, publishMenu, setPortions } from './commands/kitchen.ts';
import { placeMealOrder } from './commands/place.ts';
import { getCanteen, getDayMenus, listCanteens } from './queries/canteens.ts';
import { getKitchenSheet } from './queries/kitchen.ts';
import { getMealOrder, listMyMealOrders } from './queries/orders.ts';
import { listDishes, listStaffCanteens } from './queries/staff.ts';
import {
  cancelInput,
  canteenSchema,
  canteensInput,
  canteensSchema,
  codeInput,
  counterOrderSchema,
  dayMenusSchema,
  dishesSchema,
  dishInput,
  dishSchema,
  kitchenSheetInput,
  kitchenSheetSchema,
  mealOrderChangeInput,
  mealOrderInput,
  mealOrderPageSchema,
  mealOrderSchema,
  menuInput,
  menuItemSchema,
  menuSchema,
  menusInput,
  myMealOrdersInput,
  portionsInput,
  staffCanteensSchema,
} from './schema.ts';

const tag = 'canteen';

const publicRoutes = routes()
  .get(
    '/canteens',
    endpoint({
      summary: "Canteens with today's meals, nearest first",
      tag,
      answer: canteensSchema,
    }),
    publicFor(15),
    input('query', canteensInput),
    async (c) => c.json(await listCanteens(c.var.ctx, c.req.valid('query')), 200),
  )
  .get(
    '/canteens/:id',
    endpoint({
      summary: 'One canteen: how and when it serves, its discounts',
      tag,
      answer: canteenSchema,
      refusals: ['canteen.notFound'],
    }),
    publicFor(15),
    input('param', idParam),
    input('query', canteensInput),
    async (c) =>
      c.json(await getCanteen(c.var.ctx, c.req.valid('param').id, c.req.valid('query')), 200),
  )
  .get(
    '/canteens/:id/menus',
    endpoint({
      summary: 'The menus of a day, with what is left; today when no date is given',
      tag,
      answer: dayMenusSchema,
      refusals: ['canteen.notFound'],
    }),
    // A portion that is left may be gone in a second: keep it, but ask again each time.
    publicFor(0),
    input('param', idParam),
    input('query', menusInput),
    async (c) =>
      c.json(await getDayMenus(c.var.ctx, c.req.valid('param').id, c.req.valid('query').date), 200),
  );

const residentRoutes = routes()
  .post(
    '/meal-orders',
    endpoint({
      summary: 'Order a meal',
      tag,
      answer: mealOrderSchema,
      status: 201,
      refusals: [
        'auth.required',
        'canteen.notFound',
        'menu.notFound',
        'person.notFound',
        'mealOrder.exists',
        'mealOrder.cutoff',
        'mealOrder.tooEarly',
        'mealOrder.mode',
        'mealOrder.windowRequired',
        'mealOrder.otherWindow',
        'mealOrder.windowFull',
        'mealOrder.dish',
        'mealOrder.soldOut',
        'idempotency.mismatch',
      ],
    }),
    signedIn,
    input('json', mealOrderInput),
    async (c) => c.json(await once(() => placeMealOrder(c.var.actorCtx, c.req.valid('json'))), 201),
  )
  .get(
    '/meal-orders/:id',
    endpoint({
      summary: "One of the resident's own meal orders",
      tag,
      answer: mealOrderSchema,
      refusals: ['auth.required', 'mealOrder.notFound'],
    }),
    signedIn,
    input('param', idParam),
    async (c) => c.json(await getMealOrder(c.var.actorCtx, c.req.valid('param').id), 200),
  )
  .post(
    '/meal-orders/:id/change',
    endpoint({
      summary: 'Change a meal order until the cut-off, all or nothing',
      tag,
      answer: mealOrderSchema,
      refusals: [
        'auth.required',
        'mealOrder.notFound',
        'mealOrder.state',
        'mealOrder.cutoff',
        'mealOrder.changed',
        'mealOrder.mode',
        'mealOrder.windowRequired',
        'mealOrder.otherWindow',
        'mealOrder.windowFull',
        'mealOrder.dish',
        'mealOrder.soldOut',
        'menu.notFound',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', mealOrderChangeInput),
    async (c) =>
      c.json(
        await changeMealOrder(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json')),
        200,
      ),
  )
  .post(
    '/meal-orders/:id/cancel',
    endpoint({
      summary: 'Cancel a meal order until the cut-off',
      tag,
      answer: mealOrderSchema,
      refusals: ['auth.required', 'mealOrder.notFound', 'mealOrder.state', 'mealOrder.cutoff'],
    }),
    signedIn,
    input('param', idParam),
    input('json', cancelInput),
    async (c) => c.json(await cancelMealOrder(c.var.actorCtx, c.req.valid('param').id), 200),
  )
  .get(
    '/me/meal-orders',
    endpoint({
      summary: "The resident's meal orders: to come, or past",
      tag,
      answer: mealOrderPageSchema,
      refusals: ['auth.required'],
    }),
    signedIn,
    input('query', myMealOrdersInput),
    async (c) => c.json(await listMyMealOrders(c.var.actorCtx, c.req.valid('query')), 200),
  );

const staffRoutes = routes()
  .get(
    '/staff/canteens',
    endpoint({
      summary: 'The canteens one may run, with what today holds',
      tag,
      answer: staffCanteensSchema,
      refusals: ['auth.required', 'auth.forbidden'],
    }),
    signedIn,
    async (c) => c.json(await listStaffCanteens(c.var.actorCtx), 200),
  )
  .get(
    '/staff/canteens/:id/kitchen-sheet',
    endpoint({
      summary: 'What to cook for a meal, and who comes for it',
      tag,
      answer: kitchenSheetSchema,
      refusals: ['auth.required', 'auth.forbidden', 'canteen.notFound', 'menu.notFound'],
    }),
    signedIn,
    input('param', idParam),
    input('query', kitchenSheetInput),
    async (c) => {
      const { date, meal } = c.req.valid('query');
      const canteenId = c.req.valid('param').id;
      return c.json(await getKitchenSheet(c.var.actorCtx, { canteenId, on: date, meal }), 200);
    },
  )
  .post(
    '/staff/meal-orders/hand-over',
    endpoint({
      summary: 'Hand a meal over for its code, once, on its day',
      tag,
      answer: counterOrderSchema,
      refusals: [
        'auth.required',
        'pass.notFound',
        'mealOrder.state',
        'mealOrder.otherDay',
        'mealOrder.tooEarly',
      ],
    }),
    signedIn,
    input('json', codeInput),
    async (c) => c.json(await handOverMeal(c.var.actorCtx, c.req.valid('json').code), 200),
  );

const menuRoutes = routes()
  .get(
    '/staff/canteens/:id/dishes',
    endpoint({
      summary: 'The dishes of a canteen',
      tag,
      answer: dishesSchema,
      refusals: ['auth.required', 'auth.forbidden', 'canteen.notFound'],
    }),
    signedIn,
    input('param', idParam),
    async (c) => c.json(await listDishes(c.var.actorCtx, c.req.valid('param').id), 200),
  )
  .post(
    '/staff/canteens/:id/dishes',
    endpoint({
      summary: 'Add a dish; its allergens are always answered',
      tag,
      answer: dishSchema,
      status: 201,
      refusals: ['auth.required', 'auth.forbidden', 'canteen.notFound', 'idempotency.mismatch'],
    }),
    signedIn,
    input('param', idParam),
    input('json', dishInput),
    async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await once(() => createDish(c.var.actorCtx, id, c.req.valid('json'))), 201);
    },
  )
  .post(
    '/staff/canteens/:id/menus',
    endpoint({
      summary: 'Publish the menu of a meal',
      tag,
      answer: menuSchema,
      status: 201,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'canteen.notFound',
        'menu.exists',
        'menu.past',
        'menu.meal',
        'menu.dish',
        'idempotency.mismatch',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', menuInput),
    async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await once(() => publishMenu(c.var.actorCtx, id, c.req.valid('json'))), 201);
    },
  )
  .patch(
    '/staff/menu-items/:id',
    endpoint({
      summary: 'Set how many portions of a dish are offered',
      tag,
      answer: menuItemSchema,
      refusals: ['auth.required', 'auth.forbidden', 'menu.notFound', 'menu.belowSold'],
    }),
    signedIn,
    input('param', idParam),
    input('json', portionsInput),
    async (c) => {
      const { portions } = c.req.valid('json');
      return c.json(await setPortions(c.var.actorCtx, c.req.valid('param').id, portions), 200);
    },
  );

export const canteenRoutes = routes()
  .route('/', publicRoutes)
  .route('/', residentRoutes)
  .route('/', staffRoutes)
  .route('/', menuRoutes);
