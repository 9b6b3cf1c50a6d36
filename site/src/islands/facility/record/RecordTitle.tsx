import type { Category } from '../../../../../worker/features/directory/rules/kinds.ts';
import { facility as words } from '../../../i18n/zh/facility.ts';
import { categoryIcons } from '../../../lib/categories.ts';
import { Plate } from '../../parts/Plate.tsx';

interface RecordTitleProps {
  name: string;
  category: Category;
  sign: string | null;
  /** `A`; undefined where the zone isn't known. */
  zoneLetter?: string;
}

/** The plate and the name on the sign of a place's page: its h1. */
export function RecordTitle({ name, category, sign, zoneLetter }: RecordTitleProps) {
  return (
    <div class="sign-title title">
      <Plate
        icon={sign ? undefined : categoryIcons[category]}
        code={sign ?? undefined}
        label={sign && zoneLetter ? words.codeLabel(zoneLetter, sign.slice(1)) : undefined}
      />
      <div class="words">
        <h1>{name}</h1>
      </div>
    </div>
  );
}
