import { useEffect, useState } from 'preact/hooks';
import { type Basket, basketFrom, EMPTY_BASKET, keepBasket, keptBasket } from '../../lib/basket.ts';

/**
 * The basket of one menu (`key`), kept in this window: what is in the address goes before what was kept, and what was
 * kept before `start`, what an order being changed holds. Undefined until `key` is known.
 */
export function useBasket(
  key: string | undefined,
  start: Basket = EMPTY_BASKET,
): [Basket | undefined, (basket: Basket) => void] {
  const [held, setHeld] = useState<{ key: string; basket: Basket }>();
  useEffect(() => {
    if (!key) return;
    const kept = keptBasket(key);
    const given = basketFrom(location.search);
    // The note is never in the address: it comes back from this window.
    const basket = given ? { ...given, note: kept?.note } : (kept ?? start);
    if (given) keepBasket(key, basket);
    setHeld({ key, basket });
  }, [key]);
  function change(basket: Basket) {
    if (!key) return;
    keepBasket(key, basket);
    setHeld({ key, basket });
  }
  return [held?.key === key ? held?.basket : undefined, change];
}
