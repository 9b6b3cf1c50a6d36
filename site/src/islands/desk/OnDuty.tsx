import { useEffect, useState } from 'preact/hooks';
import { staff as t } from '../../i18n/zh/staff.ts';
import { paths } from '../../lib/paths.ts';
import { signOut, useSession } from '../../lib/session.ts';
import { hasDesk } from './places.ts';

/** Who works here, as what, how far that reaches; and the ways out. */
export function OnDuty() {
  const { person } = useSession({ sure: true });
  const [leaving, setLeaving] = useState(false);
  const grant = person?.grants.find(({ role }) => role !== 'grid_worker') ?? person?.grants[0];
  const isStaff = Boolean(person && hasDesk(person));
  const onlyKitchen =
    person?.grants.length !== undefined &&
    person.grants.length > 0 &&
    person.grants.every(({ role }) => role === 'canteen_staff');
  useEffect(() => {
    // The rail hides what the kitchen has no say in.
    document.body.classList.toggle('kitchen-only', onlyKitchen);
    document.body.classList.toggle('no-desk', Boolean(person) && !isStaff);
  }, [onlyKitchen, person]);
  useEffect(() => {
    // On a phone the rail scrolls: where one is has to be seen.
    const here = document.querySelector('.rail [aria-current]');
    here?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [person]);
  async function leave() {
    setLeaving(true);
    try {
      await signOut();
      window.location.assign(paths.home);
    } catch {
      setLeaving(false);
    }
  }
  if (!person) return null;
  return (
    <>
      <b>{isStaff ? t.onDuty(person.name) : person.name}</b>
      {grant && isStaff && (
        <span class="role">
          {t.roles[grant.role]}
          <br />
          {t.scopes[grant.scopeKind]}
        </span>
      )}
      <span class="ways-out">
        <a href={paths.home}>{t.residentSite}</a>
        <button type="button" onClick={leave}>
          {leaving ? t.signingOut : t.signOut}
        </button>
      </span>
    </>
  );
}
