import { Navigate } from '@tanstack/react-router';
import { QueuePage } from '../queue/queue-page.js';
import { useSession } from '../session/use-session.js';
import { placesFor } from './places.js';

/** The queue, for everybody but those who may not read an incident: they begin where their own work is. */
export function HomePage() {
  const { permissions } = useSession();
  const [place] = placesFor(permissions);
  if (permissions.includes('incident.read') || place === undefined) return <QueuePage />;
  return <Navigate to={place.to} replace />;
}
