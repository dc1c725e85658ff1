import { useQuery } from '@tanstack/react-query';
import { useWords } from '../words/use-words.js';
import { rolesQuery } from './user-queries.js';
import { useUserWords } from './user-words.js';

/** Which role may what, in words; a mark has its word beside it for whoever does not see it. */
export function RolesTable() {
  const { words } = useWords();
  const w = useUserWords();
  const roles = useQuery(rolesQuery).data ?? [];
  return (
    <section className="panel" aria-labelledby="roles-title">
      <h2 id="roles-title">{w.roles}</h2>
      <p className="hint">{w.rolesHint}</p>
      <table className="import-rows roles">
        <thead>
          <tr>
            <th scope="col">{w.permission}</th>
            {roles.map(({ role }) => (
              <th key={role} scope="col">
                {words.role[role]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Object.entries(w.permissions).map(([permission, said]) => (
            <tr key={permission}>
              <th scope="row">{said}</th>
              {roles.map(({ role, permissions }) => (
                <td key={role} className={permissions.includes(permission) ? 'yes' : 'no'}>
                  <span aria-hidden="true">{permissions.includes(permission) ? '✓' : '–'}</span>
                  <span className="unseen">{permissions.includes(permission) ? w.may : w.mayNot}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
