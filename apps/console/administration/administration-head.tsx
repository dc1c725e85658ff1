import { Link } from '@tanstack/react-router';
import { useTitle } from '../frame/title.js';
import { useSession } from '../session/use-session.js';
import { placesFor } from './places.js';
import { useAdministrationWords } from './administration-words.js';

/** The heading of a page of the administration, with the way to its neighbours. */
export function AdministrationHead({ title, intro }: { readonly title: string; readonly intro: string }) {
  const w = useAdministrationWords();
  const { permissions } = useSession();
  useTitle(title);
  return (
    <div className="administration-head">
      <nav className="tabs" aria-label={w.menu}>
        {placesFor(permissions).map(({ to, name }) => (
          <Link key={to} to={to}>
            {w[name]}
          </Link>
        ))}
      </nav>
      <h1>{title}</h1>
      <p className="hint">{intro}</p>
    </div>
  );
}
