import { services as words } from '../../i18n/zh/services.ts';
import { Button } from '../parts/Button.tsx';

/** Prints the page: the style sheet for paper leaves the list of papers, and where to go with them. */
export function PrintPapers() {
  return (
    <Button kind="line" icon="print" onClick={() => window.print()}>
      {words.print}
    </Button>
  );
}
