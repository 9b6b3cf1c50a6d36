import { useEffect } from 'preact/hooks';

/** The bar at the bottom belongs to the act while there is one to do, and to the tabs afterwards. */
export function useDock(docked: boolean): void {
  useEffect(() => {
    document.body.classList.toggle('has-dock', docked);
  }, [docked]);
}
